import { mkdir, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  isTooLong,
  makeSocketFolder,
  removeLeftoverFolder,
  removeSocketFolder,
} from '../sockets/index.js';

const NAME = 'socket';

const folderOf = (path: string) => `${path}.tools`;
const linkOf = (path: string) => readlink(join(folderOf(path), NAME)).catch(() => undefined);

/**
 * The path for the socket of the process that has the lock of `path`: in a folder beside it with
 * mode 0700. If that is too long for a socket, a link there has a short one. What a killed process
 * has left there is removed.
 */
export async function makeSocketPlace(path: string): Promise<string> {
  const leftover = await linkOf(path);
  if (leftover) await removeLeftoverFolder(dirname(leftover));
  const folder = folderOf(path);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const socket = join(folder, NAME);
  if (!isTooLong(socket)) return socket;
  const short = join(await makeSocketFolder(NAME), NAME);
  await symlink(short, socket);
  return short;
}

/** Where the socket would be. */
export async function findSocket(path: string): Promise<string | undefined> {
  const socket = (await linkOf(path)) ?? join(folderOf(path), NAME);
  return isTooLong(socket) ? undefined : socket;
}

export async function removeSocketPlace(path: string, socket: string): Promise<void> {
  const folder = folderOf(path);
  if (dirname(socket) !== folder) await removeSocketFolder(dirname(socket));
  await rm(folder, { recursive: true, force: true });
}
