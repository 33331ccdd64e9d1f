import { join } from 'node:path';
import type { Cleanup } from '../cleanup.js';
import type { BenchDatabase } from '../database/bench-database.js';
import type { Contestant } from './contestant.js';
import { HASH_PARALLELISM } from './hash-parallelism.js';
import { Peers } from './peers.js';
import { Product } from './product.js';
import { writeTaskFile } from './task-file.js';

/** The variables of the product for a database with both contexts. */
export function storageOf({ url }: BenchDatabase): NodeJS.ProcessEnv {
  return {
    AUTH_DB_URL: url,
    TO_DO_DB_URL: url,
    AUTH_HASH_PARALLELISM: `${HASH_PARALLELISM}`,
  };
}

/** All contestants that can be measured on a PostgreSQL. */
export function onPostgres(database: BenchDatabase, cleanup: Cleanup) {
  const product = new Product(cleanup, async () => storageOf(database));
  return {
    monolith: product.monolith(),
    split: product.split(),
    measured: product.monolith('with metrics', 'one process, INTERNAL_PORT set', {
      INTERNAL_PORT: '0',
    }),
    splitUncached: product.split('split, no cache', 'auth and todo, SESSION_CACHE_MS=0', {
      SESSION_CACHE_MS: '0',
    }),
    withoutKeptLists: product.monolith('no kept lists', 'one process, LIST_CACHE_MB=0', {
      LIST_CACHE_MB: '0',
    }),
    jsonFile: onTaskFile(database, cleanup),
    ...peersOf(database, cleanup),
  };
}

export type Contestants = ReturnType<typeof onPostgres>;

function peersOf(database: BenchDatabase, cleanup: Cleanup) {
  const { a, b, c, d, constant, bareFastify, bareNest, plainHooks } = new Peers(
    cleanup,
    database.url,
  );
  return { a, b, c, d, constant, bareFastify, bareNest, plainHooks };
}

function onTaskFile(database: BenchDatabase, cleanup: Cleanup): Contestant {
  const product = new Product(cleanup, async (folder) => {
    const path = join(folder, 'tasks.json');
    await writeTaskFile(path, database.profile);
    return { ...storageOf(database), TO_DO_STORE: 'json-file', JSON_STORE_PATH: path };
  });
  return product.monolith('JSON file', 'one process, TO_DO_STORE=json-file');
}
