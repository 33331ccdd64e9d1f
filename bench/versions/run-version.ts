import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from '../cleanup.js';
import { RunningContestant } from '../contestants/contestant.js';
import { WITHOUT_MAIL } from '../contestants/product.js';
import { ServerProcess } from '../contestants/server-process.js';
import { execute } from '../database/execute.js';
import { DATA_KEY, JWT_SECRET } from '../tokens.js';
import type { Version } from './version.js';

/** A running version, and its own database. */
export interface RunningVersion {
  contestant: RunningContestant;
  databaseUrl: string;
}

/** Starts the monolith of a version on a new database; it creates its schema. */
export async function runVersion(
  { name, command }: Version,
  server: string,
  cleanup: Cleanup,
): Promise<RunningVersion> {
  const databaseUrl = await createDatabase(server, cleanup);
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const env = {
    JWT_SECRET,
    DATA_KEY,
    ...WITHOUT_MAIL,
    AUTH_DB_URL: databaseUrl,
    TO_DO_DB_URL: databaseUrl,
    // Each visitor has a separate address: limits per address must not affect the measurement.
    TRUSTED_PROXIES: '127.0.0.1',
  };
  const process = await ServerProcess.start(command, env, folder, cleanup);
  return { contestant: new RunningContestant(name, { auth: process, todo: process }), databaseUrl };
}

async function createDatabase(server: string, cleanup: Cleanup): Promise<string> {
  const name = `version_${randomBytes(4).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  cleanup.add(() => execute(server, `DROP DATABASE ${name} WITH (FORCE)`));
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}
