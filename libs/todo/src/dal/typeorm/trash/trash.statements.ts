import { statement } from '#glue/db';
import { GONE, UNCOUNTED } from './uncounted.js';

/** At once. */
export const STEP = 500;

/** $1 user id, $2 public id, $3 the id of an item. Deletes it permanently. */
export const DELETE_ONE = statement<{ n: number }>(
  'todo.delete-trashed',
  `WITH gone AS (
     DELETE FROM todo.trash t
     WHERE t.user_id = $1 AND t.unique_id = $2 AND t.id = $3 RETURNING ${GONE}
   ), ${UNCOUNTED}
   SELECT count(*)::integer AS n FROM gone`,
);

/**
 * $1 user id, $2 public id. Deletes the oldest items of a trash permanently. Whatever locks several of them does so in this
 * order, before the row of the user.
 */
export const DELETE_OLDEST = statement<{ n: number }>(
  'todo.delete-oldest-trashed',
  `WITH oldest AS (
     SELECT id FROM todo.trash WHERE user_id = $1 AND unique_id = $2
     ORDER BY deleted_at, id LIMIT ${STEP} FOR UPDATE
   ), gone AS (
     DELETE FROM todo.trash t USING oldest
     WHERE t.user_id = $1 AND t.id = oldest.id RETURNING ${GONE}
   ), ${UNCOUNTED}
   SELECT count(*)::integer AS n FROM gone`,
);

/** $1 user id. */
export const LOCK_TRASH = statement(
  'todo.lock-trash',
  'SELECT FROM todo.trash WHERE user_id = $1 ORDER BY deleted_at, id FOR UPDATE',
);

/** $1 user id. Deletes a locked trash, also that of an earlier user of the id. */
export const DELETE_TRASH = statement(
  'todo.delete-trash',
  `WITH gone AS (
     DELETE FROM todo.trash t WHERE t.user_id = $1 RETURNING ${GONE}
   ), ${UNCOUNTED}
   SELECT FROM gone`,
);
