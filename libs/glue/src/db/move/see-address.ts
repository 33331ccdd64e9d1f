import { CONNECT_TIMEOUT_MS, prepareConnection } from '../time-limits.js';
import { LimitedClient } from '../limited-client.js';
import type { Seen } from './in-charge.js';
import { readMoveRow } from './move-row.js';

/** Reads the row of an address on a connection of its own. Never rejects. */
export async function seeAddress(url: string, schema: string): Promise<Seen> {
  const client = new LimitedClient({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    answerLimitMs: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    await prepareConnection(client);
    const run = async (sql: string, values: unknown[]) =>
      (await client.query<object>(sql, values)).rows;
    return (await readMoveRow(run, schema)) ?? 'none';
  } catch {
    return 'unreachable';
  } finally {
    await client.end().catch(() => undefined);
  }
}
