import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Options of `spawn` and `execFile` for a program that refuses to run as root. */
export interface ServerUser {
  uid?: number;
  gid?: number;
  cwd: string;
}

/** A folder for a server of a test, and its owner. */
export interface ServerFolder {
  path: string;
  user: ServerUser;
  remove(): Promise<void>;
}

/**
 * PostgreSQL and PgBouncer refuse to run as root; then they run as the user of Debian's PostgreSQL
 * package.
 */
export async function openServerFolder(): Promise<ServerFolder> {
  const path = await mkdtemp(join(tmpdir(), 'server-'));
  const remove = () => rm(path, { recursive: true, force: true });
  if (process.getuid?.() !== 0) return { path, user: { cwd: path }, remove };
  const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  const [uid, gid] = ids.map(({ stdout }) => Number(stdout)) as [number, number];
  await chown(path, uid, gid);
  return { path, user: { uid, gid, cwd: path }, remove };
}
