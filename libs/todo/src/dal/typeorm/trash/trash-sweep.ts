import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';
import { STEP } from './trash.statements.js';
import { GONE, UNCOUNTED_OF_ALL } from './uncounted.js';

export const TRASH_DAYS = 30;
/** Items that were handed over count for no limit of items: of a user so many are kept. */
export const MOST_INHERITED = 10_000;
/** Who deletes many is among the users of so many items. */
const NEWEST = 1_000;

const DELETED = `gone AS (
  DELETE FROM todo.trash t USING old WHERE t.user_id = old.user_id AND t.id = old.id RETURNING ${GONE}
), ${UNCOUNTED_OF_ALL}
SELECT count(*)::integer AS n FROM gone`;

/** The oldest of all, a step at a time. */
const OLD = statement<{ n: number }>(
  'todo.old-trash',
  `WITH old AS (
     SELECT user_id, id FROM todo.trash WHERE deleted_at < now() - interval '${TRASH_DAYS} days'
     ORDER BY deleted_at LIMIT ${STEP} FOR UPDATE SKIP LOCKED
   ), ${DELETED}`,
);

/** Found before they are locked: otherwise those that stay would be locked, too. */
const MANY = statement<{ n: number }>(
  'todo.many-inherited',
  `WITH many AS MATERIALIZED (
     SELECT t.user_id, t.id
     FROM (SELECT DISTINCT user_id FROM (
       SELECT user_id FROM todo.trash ORDER BY deleted_at DESC LIMIT ${NEWEST}
     ) AS newest) AS u
     CROSS JOIN LATERAL (
       SELECT user_id, id FROM todo.trash WHERE user_id = u.user_id AND inherited
       ORDER BY deleted_at DESC, id DESC OFFSET ${MOST_INHERITED} LIMIT ${STEP}
     ) AS t
     LIMIT ${STEP}
   ), old AS (
     SELECT t.user_id, t.id
     FROM many CROSS JOIN LATERAL (
       SELECT user_id, id FROM todo.trash
       WHERE user_id = many.user_id AND id = many.id FOR UPDATE SKIP LOCKED
     ) AS t
   ), ${DELETED}`,
);

/** Deletes permanently what has been in the trash for 30 days, and uncounts it. */
export function trashSteps(source: DataSource): HousekeepingStep[] {
  const statements = new StatementRunner(source);
  return [OLD, MANY].map((each) => async () => (await statements.run(each, []))[0]!.n === STEP);
}
