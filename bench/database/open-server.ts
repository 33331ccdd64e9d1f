import { tmpdir } from 'node:os';
import type { Cleanup } from '../cleanup.js';
import { fileSystemOf } from './describe-server.js';
import { findPostgres, startCluster } from './postgres-cluster.js';

/** A PostgreSQL for the benchmark, and a line about its source. */
export interface Server {
  url: string;
  origin: string;
}

/** The given PostgreSQL, or an installed one; `undefined` if there is neither. */
export async function openServer(cleanup: Cleanup): Promise<Server | undefined> {
  const given = process.env['BENCH_DB_URL'];
  if (given) return { url: given, origin: 'PostgreSQL: the one that BENCH_DB_URL names' };
  const programs = await findPostgres();
  if (!programs) return undefined;
  const fileSystem = await fileSystemOf(tmpdir());
  const origin = `PostgreSQL: found in ${programs}, on a new cluster in ${tmpdir()} (${fileSystem})`;
  return { url: await startCluster(programs, cleanup), origin };
}
