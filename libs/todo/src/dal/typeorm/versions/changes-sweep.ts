import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';
import { CHANGES_DAYS, MOST_CHANGES } from './changes.statement.js';

/** Longer than they are sent: of a version some may be gone earlier than others. */
const KEPT_DAYS = CHANGES_DAYS + 1;
const STEP = 500;
/** Who writes much is among the users of so many changes. */
const NEWEST = 1_000;

/** The oldest changes, a step at a time. */
const OLD = statement<{ id: number }>(
  'todo.oldChanges',
  `DELETE FROM todo.list_changes WHERE id IN (
     SELECT id FROM todo.list_changes
     WHERE id IN (SELECT id FROM todo.list_changes ORDER BY id LIMIT ${STEP})
       AND at < now() - interval '${KEPT_DAYS} days' FOR UPDATE SKIP LOCKED
   ) RETURNING id`,
);

/** The oldest of a user who has more than are sent. */
const MANY = statement<{ id: number }>(
  'todo.manyChanges',
  `DELETE FROM todo.list_changes WHERE id IN (
     SELECT c.id
     FROM (SELECT DISTINCT user_id FROM (
       SELECT user_id FROM todo.list_changes ORDER BY id DESC LIMIT ${NEWEST}
     ) AS newest) AS u
     CROSS JOIN LATERAL (
       SELECT version FROM todo.list_versions WHERE user_id = u.user_id OFFSET 0
     ) AS v
     CROSS JOIN LATERAL (
       SELECT id FROM todo.list_changes
       WHERE user_id = u.user_id AND version <= v.version - ${MOST_CHANGES}
       ORDER BY version LIMIT ${STEP} FOR UPDATE SKIP LOCKED
     ) AS c
     LIMIT ${STEP}
   ) RETURNING id`,
);

/** Removes changes of lists after 8 days, and those of all but the newest 10,000 versions of a list. */
export function changesSteps(source: DataSource): HousekeepingStep[] {
  const statements = new StatementRunner(source);
  return [
    async () => (await statements.run(OLD, [])).length === STEP,
    async () => (await statements.run(MANY, [])).length >= STEP,
  ];
}
