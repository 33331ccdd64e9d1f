import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';

import { access, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cleanup } from '../cleanup.js';
import { freePort } from '../contestants/free-port.js';

const DEBIAN = '/usr/lib/postgresql';
const run = promisify(execFile);

/** The folder of the programs of the newest PostgreSQL that Debian's packages have installed. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = await readdir(DEBIAN).catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const programs = join(DEBIAN, version, 'bin');
    const complete = await access(join(programs, 'initdb')).then(
      () => true,
      () => false,
    );
    if (complete) return programs;
  }
  return undefined;
}

/**
 * Starts a temporary cluster with PostgreSQL's default settings, which are durable, and enough
 * connections for all contestants.
 *
 * @returns its URL
 */
export async function startCluster(programs: string, cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const [data, log] = [join(folder, 'data'), join(folder, 'log')];
  const [password, port] = [randomBytes(18).toString('hex'), await freePort()];
  const program = await runner(programs, folder);
  cleanup.add(async () => {
    await program('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });
  await writeFile(join(folder, 'password'), password);
  const access = ['-U', 'admin', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`];
  await program('initdb', ['-D', data, '-E', 'UTF8', ...access]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
  await program('pg_ctl', ['-D', data, '-w', '-l', log, '-o', settings, 'start']).catch(
    async (cause: unknown) => {
      throw new Error(`PostgreSQL did not start:\n${await readFile(log, 'utf8')}`, { cause });
    },
  );
  return `postgres://admin:${password}@127.0.0.1:${port}/postgres`;
}

/** PostgreSQL refuses to run as root, and then runs as the user of its package. */
async function runner(programs: string, folder: string) {
  if (process.getuid?.() !== 0) {
    return (name: string, args: string[]) => run(join(programs, name), args);
  }
  const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  const [user, group] = ids.map(({ stdout }) => Number(stdout)) as [number, number];
  await chown(folder, user, group);
  return (name: string, args: string[]) =>
    run('runuser', ['-u', 'postgres', '--', join(programs, name), ...args], { cwd: folder });
}
