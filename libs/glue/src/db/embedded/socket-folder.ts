import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../errors/index.js';
import type { FileLock } from '../../lock/index.js';
import { PRODUCT } from '../../product/index.js';

const PREFIX = `${PRODUCT}-`;
/** The port is only part of the socket's name; no process listens on it. */
export const SOCKET_PORT = 5432;
/** The socket's name, by the rule of PostgreSQL's clients. */
export const SOCKET_NAME = `.s.PGSQL.${SOCKET_PORT}`;
/** The lowest limit of the supported systems; Node truncates longer paths silently. */
const MAX_PATH = 103;
const REMOVAL = { recursive: true, force: true };

/** The folders of this process. A start that fails exits before they are closed normally. */
const ours = new Set<string>();
process.once('exit', () => ours.forEach((folder) => rmSync(folder, REMOVAL)));

/** A killed process leaves its socket's folder behind; its note has the path. */
export async function removeLeftoverSocket(lock: FileLock): Promise<void> {
  const folder = await lock.readNote();
  if (folder.startsWith(join(tmpdir(), PREFIX))) {
    await removeSocketFolder(folder);
  }
}

/** A folder that only this user may enter; in the temporary folder, for a short path. */
export async function makeSocketFolder(): Promise<string> {
  const prefix = join(tmpdir(), PREFIX);
  if (Buffer.byteLength(join(`${prefix}XXXXXX`, SOCKET_NAME)) > MAX_PATH) {
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
