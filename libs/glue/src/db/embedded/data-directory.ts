import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { inBuild } from '../../build/index.js';
import { StartError } from '../../errors/index.js';
import { copyFolder, FileLock, makeFolder } from '../../lock/index.js';
import { openPGlite } from './open-pglite.js';

const EMPTY_DATABASE = 'database';

/**
 * Locks the data directory of an embedded database for this process.
 *
 * @throws StartError while another process has it, or if the folder cannot be used.
 */
export async function lockDirectory(directory: string): Promise<FileLock> {
  let lock: FileLock | undefined;
  try {
    await makeFolder(dirname(directory));
    lock = await FileLock.tryAcquire(`${directory}.lock`);
  } catch (error) {
    throw new StartError(
      `DATA_DIR: ${dirname(directory)} cannot be used: ${(error as Error).message}. ` +
        'Make the folder writable, or set DATA_DIR to another one.',
    );
  }
  if (lock) return lock;
  throw new StartError(
    `DATA_DIR: the embedded database in ${directory} is open in another process, and only one ` +
      'may have it. Stop the other process, set DATA_DIR to another folder, or give both a ' +
      'PostgreSQL URL.',
  );
}

/**
 * A partly created directory (the process was killed at its first start) looks like a damaged one.
 * So the directory is created beside its place and moved there when complete.
 */
export async function openDirectory(directory: string): Promise<PGlite> {
  try {
    if (!existsSync(directory)) await createDirectory(directory);
    // PGlite creates world-readable files, so no other user may enter the directory.
    await chmod(directory, 0o700);
    return await openPGlite(directory);
  } catch (cause) {
    throw new StartError(
      `DATA_DIR: the embedded database in ${directory} cannot be opened: ` +
        `${(cause as Error).message ?? String(cause)}. It may be damaged or written by another ` +
        'version: restore it from a backup, or set DATA_DIR to another folder.',
      { cause },
    );
  }
}

async function createDirectory(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await fill(draft);
  await rename(draft, directory);
}

/** Initialising takes seconds and 700 MB. The build, if there is one, has done it once. */
async function fill(draft: string): Promise<void> {
  const prepared = inBuild(EMPTY_DATABASE);
  if (prepared) copyFolder(prepared, draft);
  else await (await openPGlite(draft)).close();
}
