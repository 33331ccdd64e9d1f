import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

const POLL_MS = 20;

/** The pool of a data source: another one after {@link switchPool}. */
export function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
}

/** A data source whose pool may be exchanged. */
export interface Switchable extends DataSource {
  /** Is called when it has another pool than before. */
  poolSwitched?: (() => void) | undefined;
}

/**
 * Gives a data source the pool of another one, which must not be used otherwise. What runs on the
 * old pool ends there.
 */
export function switchPool(source: Switchable, next: DataSource): void {
  const old = poolOf(source);
  (source.driver as PostgresDriver).master = poolOf(next);
  void endOnceServed(old);
  source.poolSwitched?.();
}

/** A pool that is ending serves no one who waits for a connection. */
async function endOnceServed(pool: Pool): Promise<void> {
  while (pool.waitingCount > 0) await delay(POLL_MS);
  await pool.end();
}
