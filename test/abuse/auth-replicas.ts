import { randomBytes } from 'node:crypto';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { AppProcess } from '../support/app-process.js';
import { createDatabase } from '../support/postgres.js';
import { openFolder } from '../topologies/folder.js';

const REPLICAS = 2;

/** Processes of auth on one PostgreSQL, in production, behind a proxy at 127.0.0.1. */
export interface AuthReplicas {
  databaseUrl: string;
  processes: readonly AppProcess[];
  urls: string[];
  log(): string;
  dispose(): Promise<void>;
}

export async function startReplicas(more: NodeJS.ProcessEnv = {}): Promise<AuthReplicas> {
  const [database, folder] = [await createDatabase(), await openFolder('none')];
  const env = {
    NODE_ENV: 'production',
    JWT_SECRET: randomBytes(48).toString('base64'),
    TRUSTED_PROXIES: '127.0.0.1',
    ...PRODUCTION_KEYS,
    AUTH_DB_URL: database.url,
    ...more,
  };
  const start = () => AppProcess.start('auth', folder.path, env);
  const processes = await Promise.all(Array.from({ length: REPLICAS }, start));
  return {
    databaseUrl: database.url,
    processes,
    urls: processes.map(({ url }) => url),
    log: () => processes.map((each) => each.log).join(''),
    dispose: async () => {
      await Promise.all(processes.map((each) => each.stop()));
      await database.drop();
      await folder.remove();
    },
  };
}
