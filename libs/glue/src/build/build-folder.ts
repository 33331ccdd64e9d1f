import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { holdFile } from '../lock/index.js';

/** In every build; `scripts/build/builds.mjs` writes it. */
const BUILD_FILE = 'build.json';
/** Bundled code is three folders below that of a build, and compiled code four below it. */
const MOST_LEVELS = 4;

/** The path of a folder of the running build, such as `web`, if there is one. */
export function inBuild(name: string): string | undefined {
  const folder = buildFolder();
  const path = folder && join(folder, name);
  return path && existsSync(path) ? path : undefined;
}

/**
 * Keeps the build of this process until it ends: later builds do not delete it, so that its pages
 * and code stay readable.
 */
export function keepBuild(): void {
  const file = inBuild(BUILD_FILE);
  if (file) holdFile(file);
}

function buildFolder(): string | undefined {
  let folder = import.meta.dirname;
  for (let level = 0; level < MOST_LEVELS; level++) {
    folder = dirname(folder);
    if (existsSync(join(folder, BUILD_FILE))) return folder;
  }
  return undefined;
}
