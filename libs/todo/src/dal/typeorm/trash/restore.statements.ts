import { statement } from '#glue/db';

/** $1 user id, $2 public id, $3 the id of an item. Waits for a transaction that takes it out of the trash. */
export const LOCK_TRASHED = statement<{ id: number }>(
  'todo.lock-trashed',
  'SELECT id FROM todo.trash WHERE user_id = $1 AND unique_id = $2 AND id = $3 FOR UPDATE',
);

/**
 * As {@link LOCK_TRASHED}, for a locked row and user: makes it an item again, which counts as before, in its list, if that is
 * there. $4 the time: a reminder whose time has passed is over. Nothing for a user who is unknown or deleted.
 */
export const RESTORE = statement<{ id: number }>(
  'todo.restore',
  `WITH caller AS (
     SELECT user_id FROM todo.user_refs
     WHERE user_id = $1 AND unique_id = $2 AND deleted_at IS NULL
   ), taken AS (
     DELETE FROM todo.trash t USING caller WHERE t.user_id = caller.user_id AND t.unique_id = $2 AND t.id = $3
     RETURNING t.id, t.inherited, t.list_id, t.remind_at, t.title, t.status, t.notes, t.priority, t.labels, t.due_date, t.due_time, t.due_zone,
       t.repeat, t.created_at, t.updated_at, t.completed_at
   ), item AS (
     INSERT INTO todo.to_do_items
       (id, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat, created_at, updated_at, completed_at)
       OVERRIDING SYSTEM VALUE
     SELECT id, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat, created_at, updated_at, completed_at
     FROM taken
   ), connection AS (
     INSERT INTO todo.user_connections (user_id, to_do_id, role, created_at, inherited, list_id, remind_at)
     SELECT $1, id, 'owner', now(), inherited, (
       SELECT l.id FROM todo.lists l WHERE l.user_id = $1 AND l.id = taken.list_id
     ), CASE WHEN remind_at > $4::timestamptz THEN remind_at WHEN remind_at IS NOT NULL THEN 'infinity' END
     FROM taken
   )
   SELECT id FROM taken`,
);
