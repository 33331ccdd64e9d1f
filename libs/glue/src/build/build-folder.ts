import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every build has it; `scripts/build/builds.mjs` writes it. */
const BUILD_FILE = 'build.json';
/** Code is bundled three folders below that of a build, and compiled four below it. */
const MOST_LEVELS = 4;

/**
 * The path of what the build has put beside the code that runs, such as `web`.
 * `undefined` if it has not, and on the sources.
 */
export function inBuild(name: string): string | undefined {
  const folder = buildFolder();
  const path = folder && join(folder, name);
  return path && existsSync(path) ? path : undefined;
}

/** The file that says what this build was made of. */
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
