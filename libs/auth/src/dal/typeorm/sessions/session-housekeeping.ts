import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';

/** Deleted per statement: other requests may wait for a connection for some milliseconds. */
const STEP_ROWS = 500;

/** $1 the latest time of expiry or replacement, $2 limit. */
const REMOVE_EXPIRED = removal('auth.remove-expired-sessions', 'expires_at');
const REMOVE_REPLACED = removal('auth.remove-replaced-sessions', 'replaced_at');

/**
 * Deletes sessions that can no longer be used: those past their absolute deadline, and those that
 * were replaced more than `keepReplacedMs` ago. Some per step.
 */
export function sessionHousekeeping(
  dataSource: DataSource,
  keepReplacedMs: number,
): HousekeepingStep[] {
  const statements = new StatementRunner(dataSource);
  const step =
    (remove: typeof REMOVE_EXPIRED, ageMs: number): HousekeepingStep =>
    async () => {
      const before = new Date(Date.now() - ageMs);
      const removed = await statements.run(remove, [before, STEP_ROWS]);
      return removed.length === STEP_ROWS;
    };
  return [step(REMOVE_EXPIRED, 0), step(REMOVE_REPLACED, keepReplacedMs)];
}

/**
 * Skips rows that another process is deleting. For `< $1` alone the planner estimates a third of
 * the table, and scans a small table; for a range with two ends it estimates 0.5 %, hence
 * `-infinity`, and uses the index.
 */
function removal(name: string, column: 'expires_at' | 'replaced_at') {
  return statement<{ id: string }>(
    name,
    `WITH ended AS (
       SELECT id FROM auth.sessions WHERE ${column} > '-infinity' AND ${column} < $1
       ORDER BY ${column} LIMIT $2 FOR UPDATE SKIP LOCKED
     )
     DELETE FROM auth.sessions USING ended WHERE sessions.id = ended.id RETURNING sessions.id`,
  );
}
