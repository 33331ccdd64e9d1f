import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../errors/index.js';
import { PRODUCT } from '../product/index.js';

const PREFIX = `${PRODUCT}-`;
/** The lowest limit of the supported systems; Node truncates longer paths silently. */
const MAX_PATH = 103;
const REMOVAL = { recursive: true, force: true };

/** The folders of this process. A start that fails exits before they are closed normally. */
const ours = new Set<string>();
process.once('exit', () => ours.forEach((folder) => rmSync(folder, REMOVAL)));

/** Whether no socket can have this path. */
export function isTooLong(path: string): boolean {
  return Buffer.byteLength(path) > MAX_PATH;
}

/** Removes the folder that a killed process has left behind. Other folders stay. */
export async function removeLeftoverFolder(folder: string): Promise<void> {
  if (folder.startsWith(join(tmpdir(), PREFIX))) {
    await removeSocketFolder(folder);
  }
}

/**
 * A folder that only this user may enter; in the temporary folder, for a short path.
 *
 * @param name of the socket in it
 * @throws StartError that names `TMPDIR`
 */
export async function makeSocketFolder(name: string): Promise<string> {
  const prefix = join(tmpdir(), PREFIX);
  if (isTooLong(join(`${prefix}XXXXXX`, name))) {
    throw new StartError(
      `TMPDIR: ${tmpdir()} is too long for a socket below it. Set TMPDIR to a shorter path, ` +
        'such as /tmp.',
    );
  }
  try {
    const folder = await mkdtemp(prefix);
    ours.add(folder);
    return folder;
  } catch (error) {
    throw new StartError(
      `TMPDIR: ${tmpdir()} cannot be used: ${(error as Error).message}. ` +
        'Make the folder writable, or set TMPDIR to another one.',
    );
  }
}

export async function removeSocketFolder(folder: string): Promise<void> {
  await rm(folder, REMOVAL);
  ours.delete(folder);
}
