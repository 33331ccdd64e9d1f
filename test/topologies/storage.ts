import type { PostgresProxy } from '../support/postgres-proxy.js';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { createRedisSpace } from '../support/redis.js';
import { type Databases, type Folder, openFolder } from './folder.js';

/** The storage of a topology: variables for its processes, and how to remove it. */
export interface Storage {
  env: NodeJS.ProcessEnv;
  /** What the databases in the folder of the processes are at first; without it, there are none. */
  databases?: Databases;
  remove(): Promise<void>;
}

/** The store of items, as in TO_DO_STORE. */
export type Store = 'postgres' | 'json-file';

/** A working folder for processes with this storage. */
export function openFolderFor({ databases = 'none' }: Storage): Promise<Folder> {
  return openFolder(databases);
}

/** Embedded databases, in the folder of the processes, with the tables of this version. */
export async function embedded(): Promise<Storage> {
  return { env: {}, databases: 'migrated', remove: async () => undefined };
}

/** The same, for the first start of any version. */
export async function embeddedEmpty(): Promise<Storage> {
  return { ...(await embedded()), databases: 'empty' };
}

/** One PostgreSQL database, with a role per context that may use its own tables only. */
export async function oneDatabase(): Promise<Storage> {
  const database = await createDatabase();
  const env: NodeJS.ProcessEnv = {};
  for (const { name, database: own } of ALL_CONTEXTS) {
    env[own.urlVariable] = await database.createRole(name);
  }
  return { env, remove: () => database.drop() };
}

/** A PostgreSQL database per context, on the server of all tests or on a separate one. */
export async function twoDatabases(server?: string): Promise<Storage> {
  const databases: TestDatabase[] = [];
  const env: NodeJS.ProcessEnv = {};
  for (const { database: own } of ALL_CONTEXTS) {
    const database = await createDatabase(server);
    databases.push(database);
    env[own.urlVariable] = database.url;
  }
  return {
    env,
    remove: async () => void (await Promise.all(databases.map((each) => each.drop()))),
  };
}

/** The same, through a network that may misbehave. */
export function throughProxy(proxy: PostgresProxy, open: () => Promise<Storage>) {
  return async (): Promise<Storage> => {
    const { env, remove } = await open();
    const urls = Object.entries(env).map(([name, url]) => [name, proxy.through(url!)]);
    return { env: Object.fromEntries(urls) as NodeJS.ProcessEnv, remove };
  };
}

/** The same, with sessions in Redis. */
export function withRedis(open: () => Promise<Storage>): () => Promise<Storage> {
  return async () => {
    const [storage, redis] = [await open(), await createRedisSpace()];
    return {
      ...storage,
      env: { ...storage.env, CACHE_API_URL: redis.url },
      remove: async () => {
        await storage.remove();
        await redis.clear();
      },
    };
  };
}
