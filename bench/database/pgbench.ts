import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from './postgres-cluster.js';

const run = promisify(execFile);

/** The parameters of pgbench: a transaction per statement, prepared, from this many clients. */
export interface PgbenchRun {
  url: string;
  script: string;
  clients: number;
  seconds: number;
}

/** How often per second pgbench completes a script; `undefined` without pgbench. */
export async function pgbench(options: PgbenchRun): Promise<number | undefined> {
  const { url, script, clients, seconds } = options;
  const programs = await findPostgres();
  if (!programs) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'script.sql');
    await writeFile(file, script);
    const load = ['-n', '-M', 'prepared', '-c', `${clients}`, '-T', `${seconds}`, '-f', file];
    const { stdout } = await run(join(programs, 'pgbench'), [...load, url]);
    return Number(/^tps = ([\d.]+)/m.exec(stdout)![1]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
