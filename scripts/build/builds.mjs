import { createHash } from 'node:crypto';
import { existsSync, lstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tryLock, waitForLock } from 'fs-native-extensions';
import { ROOT } from './project.mjs';

/**
 * Each build is a separate folder beside `dist`, which is a link to the last one. A process uses
 * the folder from which it was started. `dist` may also be an ordinary folder: before the first
 * build, tsc creates it for `nest start`.
 */
const DIST = join(ROOT, 'dist');
const PREFIX = '.dist-';
const LOCK = join(ROOT, '.dist-lock');

/** The inputs of a build. A running server holds a lock on this file, which keeps its folder. */
export const BUILD_FILE = 'build.json';

/** Waits until no other build runs, and makes others wait until this process ends. */
export async function takeTurn(onWait) {
  const lock = openSync(LOCK, 'a');
  if (tryLock(lock)) return;
  onWait();
  await waitForLock(lock);
}

/**
 * The folder to which `dist` points, with the stamps of its parts; `undefined` if it is not a
 * build.
 */
export async function lastBuild() {
  if (!existsSync(join(DIST, BUILD_FILE))) return undefined;
  const { stamps, compiled } = JSON.parse(readFileSync(join(DIST, BUILD_FILE), 'utf8'));
  const folder = realpathSync(DIST);
  // `nest start` compiles into it.
  if (compiled !== compiledIn(folder)) delete stamps.servers;
  return { folder, stamps };
}

/** A new folder to build into. Nothing uses it until it is swapped in. */
export async function newBuild() {
  const folder = join(ROOT, `${PREFIX}${Date.now().toString(36)}`);
  // Also without a page there is a folder for it, which the Dockerfile copies.
  await mkdir(join(folder, 'web'), { recursive: true });
  return {
    folder,
    /** Makes it the last build. Resolves to the previous target of `dist`. */
    async swapIn(stamps) {
      const note = { stamps, compiled: compiledIn(folder) };
      await writeFile(join(folder, BUILD_FILE), JSON.stringify(note));
      return linkTo(folder);
    },
  };
}

async function linkTo(folder) {
  const link = `${folder}-link`;
  await symlink(basename(folder), link);
  const previous = await moveAside(`${folder}-before`);
  await rename(link, DIST);
  return previous;
}

/** A link is replaced atomically, an ordinary folder is not. */
async function moveAside(place) {
  if (!existsSync(DIST)) return undefined;
  if (lstatSync(DIST).isSymbolicLink()) return realpathSync(DIST);
  await rename(DIST, place);
  return place;
}

/**
 * Removes builds that no process uses; `previous` stays, because a process may just be starting.
 */
export async function removeOldBuilds(previous) {
  const keep = [realpathSync(DIST), previous, LOCK];
  for (const name of await readdir(ROOT)) {
    const path = join(ROOT, name);
    if (!name.startsWith(PREFIX) || keep.includes(path) || isInUse(path)) continue;
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function isInUse(folder) {
  const file = join(folder, BUILD_FILE);
  return existsSync(file) && !tryLock(openSync(file, 'r+'));
}

/** The build information of tsc. */
function compiledIn(folder) {
  const file = join(folder, '.tsbuildinfo');
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
}
