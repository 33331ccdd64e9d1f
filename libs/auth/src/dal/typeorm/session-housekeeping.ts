import type { DataSource } from 'typeorm';
import { Housekeeping, type HousekeepingStep, statement, StatementRunner } from '#glue/db';

/** Deleted at once: some milliseconds, during which other requests may wait for a connection. */
const STEP_ROWS = 500;

/** $1 before when they expired or were replaced, $2 how many at the most. */
const REMOVE_EXPIRED = removal('auth.remove-expired-sessions', 'expires_at');
const REMOVE_REPLACED = removal('auth.remove-replaced-sessions', 'replaced_at');

/**
 * Deletes sessions that nobody can use any more: those past their absolute deadline, and
 * those that were replaced more than `keepReplacedMs` ago.
 */
export function sessionHousekeeping(dataSource: DataSource, keepReplacedMs: number): Housekeeping {
  const statements = new StatementRunner(dataSource);
  const step =
    (remove: typeof REMOVE_EXPIRED, ageMs: number): HousekeepingStep =>
    async () => {
      const before = new Date(Date.now() - ageMs);
      const removed = await statements.run(remove, [before, STEP_ROWS]);
      return removed.length === STEP_ROWS;
    };
  return new Housekeeping('sessions', [
    step(REMOVE_EXPIRED, 0),
    step(REMOVE_REPLACED, keepReplacedMs),
  ]);
}

/** Passes over rows that another process is removing. */
function removal(name: string, column: 'expires_at' | 'replaced_at') {
  return statement<{ id: string }>(
    name,
    `DELETE FROM sessions WHERE id = ANY (ARRAY(
       SELECT id FROM sessions WHERE ${column} < $1 ORDER BY ${column} LIMIT $2
       FOR UPDATE SKIP LOCKED
     ))
     RETURNING id`,
  );
}
