import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_DUMP_BYTES = 256 * 1024 * 1024;

/** A backup of a database, as an operator makes it. */
export async function dump(url: string): Promise<string> {
  const args = ['--clean', '--if-exists', '--no-owner', '--no-privileges', url];
  const { stdout } = await run('pg_dump', args, { maxBuffer: MAX_DUMP_BYTES });
  return stdout;
}

/** Restores a database from a backup. */
export async function restore(url: string, backup: string): Promise<void> {
  const psql = spawn('psql', ['--quiet', '--set', 'ON_ERROR_STOP=1', '--single-transaction', url], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  psql.stdin.end(backup);
  const [code] = (await once(psql, 'close')) as [number];
  if (code !== 0) throw new Error(`psql could not restore the backup: exit code ${code}`);
}
