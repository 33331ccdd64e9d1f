import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In every build; `scripts/build/builds.mjs` writes it. */
const BUILD_FILE = 'build.json';
/** Bundled code is three folders below that of a build, and compiled code four below it. */
const MOST_LEVELS = 4;

/**
 * The path of a folder that the build has put beside the running code, such as `web`. `undefined`
 * if there is none, and on the sources.
 */
export function inBuild(name: string): string | undefined {
  const folder = buildFolder();
  const path = folder && join(folder, name);
  return path && existsSync(path) ? path : undefined;
}

/** The file that lists the inputs of this build. */
export function buildFile(): string | undefined {
  return inBuild(BUILD_FILE);
}

function buildFolder(): string | undefined {
  let folder = import.meta.dirname;
  for (let level = 0; level < MOST_LEVELS; level++) {
    folder = dirname(folder);
    if (existsSync(join(folder, BUILD_FILE))) return folder;
  }
  return undefined;
}
