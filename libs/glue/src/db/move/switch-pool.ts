import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

const POLL_MS = 20;

/** The pool of a data source: another one after {@link switchPool}. */
export function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
}

/**
 * Gives a data source the pool of another one, which must not be used otherwise. What runs on the
 * old pool ends there.
 */
export function switchPool(source: DataSource, next: DataSource): void {
  const old = poolOf(source);
  (source.driver as PostgresDriver).master = poolOf(next);
  void endOnceServed(old);
}

/** A pool that is ending serves no one who waits for a connection. */
async function endOnceServed(pool: Pool): Promise<void> {
  while (pool.waitingCount > 0) await delay(POLL_MS);
  await pool.end();
}
