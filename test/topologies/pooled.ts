import { PgBouncer } from '../support/pg-bouncer.js';
import type { Storage } from './storage.js';

/** Fewer than the processes have together, so that connections are exchanged all the time. */
const POOL_SIZE = 4;

/** The same databases behind a PgBouncer that pools transactions. */
export function pooled(open: () => Promise<Storage>): () => Promise<Storage> {
  return async () => {
    const storage = await open();
    const urls = Object.entries(storage.env) as [string, string][];
    const pooler = await PgBouncer.start(urls[0]![1], POOL_SIZE);
    return {
      env: Object.fromEntries(urls.map(([name, url]) => [name, pooler.url(url)])),
      remove: async () => {
        await storage.remove();
        await pooler.dispose();
      },
    };
  };
}
