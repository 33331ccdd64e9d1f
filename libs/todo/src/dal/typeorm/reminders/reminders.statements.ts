import { statement } from '#glue/db';
import type { ReachedReminder } from '../../../core/reminders/reached-reminder.js';

/** At once: a transaction is short, and other processes take others. */
export const STEP = 50;

export interface ReachedRow extends Omit<ReachedReminder, 'due'> {
  dueDate: string | null;
  dueTime: string | null;
  dueZone: string | null;
}

/**
 * $1 time. Locks the items, as all changes of them and of their members do, and each deletion of a member. The time may be of
 * the snapshot, and another one since: {@link SETTLE} reads it again. Locked items are left out before the limit, and no more are
 * locked than it allows: the rows are not sorted again. The planner expects few rows between two ends, and uses the index.
 */
export const LOCK_REACHED = statement<ReachedRow>(
  'todo.lock-reached-reminders',
  `SELECT c.user_id AS "userId", r.unique_id AS "uniqueId", i.id AS "itemId", i.title, i.status, i.due_date::text AS "dueDate",
     to_char(i.due_time, 'HH24:MI') AS "dueTime", i.due_zone AS "dueZone"
   FROM (
     SELECT user_id, to_do_id FROM todo.user_connections
     WHERE remind_at > '-infinity' AND remind_at <= $1 AND remind_at < 'infinity' ORDER BY remind_at OFFSET 0
   ) AS c
   CROSS JOIN LATERAL (
     SELECT * FROM todo.to_do_items WHERE id = c.to_do_id FOR NO KEY UPDATE SKIP LOCKED
   ) AS i
   LEFT JOIN LATERAL (
     SELECT unique_id FROM todo.user_refs WHERE user_id = c.user_id OFFSET 0
   ) AS r ON true
   LIMIT ${STEP}`,
);

/** $1 time, $2 user ids, $3 ids of their items, $4 the next times. Those that are still reached. */
export const SETTLE = statement<Pick<ReachedReminder, 'userId' | 'itemId'>>(
  'todo.settle-reminders',
  `UPDATE todo.user_connections c SET remind_at = s.at
   FROM unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) AS s (user_id, to_do_id, at)
   WHERE c.user_id = s.user_id AND c.to_do_id = s.to_do_id AND c.remind_at <= $1
   RETURNING c.user_id AS "userId", c.to_do_id AS "itemId"`,
);
