import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';

const STEP = 500;

const EXPIRED = statement<object>(
  'todo.expired-invitations',
  `DELETE FROM todo.invitations i USING (
     SELECT id FROM todo.invitations
     WHERE expires_at < now() ORDER BY expires_at LIMIT ${STEP} FOR UPDATE SKIP LOCKED
   ) AS old
   WHERE i.id = old.id RETURNING 1`,
);

/** Removes invitations that cannot be accepted any more. */
export function invitationsSteps(source: DataSource): HousekeepingStep[] {
  const statements = new StatementRunner(source);
  return [async () => (await statements.run(EXPIRED, [])).length === STEP];
}
