import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';

/** Deleted at once: some milliseconds, during which other requests may wait for a connection. */
const STEP_ROWS = 500;

/** $1 before when they expired or were replaced, $2 how many at the most. */
const REMOVE_EXPIRED = removal('auth.remove-expired-sessions', 'expires_at');
const REMOVE_REPLACED = removal('auth.remove-replaced-sessions', 'replaced_at');

/**
 * Deletes sessions that can no longer be used: those past their absolute deadline, and
 * those that were replaced more than `keepReplacedMs` ago. Some at each step.
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
 * Passes over rows that another process is removing. For `< $1` alone the planner guesses a
 * third of the table, and reads a small table whole; for a range with two ends it guesses
 * 0.5 %, hence `-infinity`, and uses the index.
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
