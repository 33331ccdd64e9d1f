import { statement } from '#glue/db';
import { noteEntries } from '../item-entries.js';

const ENTRIES = `
  SELECT 'user:' || n.user_id AS subject, n.action, 'item:' || n.id AS object, n.address, n.device
  FROM (
    SELECT $1::bigint AS user_id, 'item_deleted' AS action, id, $4::text AS address, $5::text AS device
    FROM deleted WHERE EXISTS (SELECT FROM others)
    UNION ALL
    SELECT $1::bigint, 'item_left', to_do_id, $4::text, $5::text FROM left_alone
    UNION ALL
    SELECT user_id, 'item_deleted', to_do_id, NULL, NULL FROM others
  ) AS n`;

/**
 * Removes a locked `item`, as one of $1 user id, $2 public id, with $4 address, $5 device: its owner moves it to the
 * trash, which counts as it did; another member leaves it. The lock of the membership checks its current state, not the
 * snapshot of the statement. A row that is deleted is returned as it is, not as it was in the snapshot.
 */
const REMOVED = `
   mine AS (
     SELECT c.to_do_id AS id, c.role, c.inherited, c.list_id, c.remind_at
     FROM todo.user_connections c JOIN item ON item.id = c.to_do_id
     WHERE c.user_id = $1 FOR UPDATE OF c
   ), deleted AS (
     DELETE FROM todo.to_do_items i USING mine
     WHERE i.id = mine.id AND mine.role = 'owner'
     RETURNING i.id, mine.inherited, mine.list_id, mine.remind_at, i.title, i.status, i.notes, i.priority, i.labels, i.due_date, i.due_time, i.due_zone,
       i.repeat, i.created_at, i.updated_at, i.completed_at
   ), trashed AS (
     INSERT INTO todo.trash
       (user_id, unique_id, id, inherited, list_id, remind_at, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat,
        created_at, updated_at, completed_at, deleted_at)
     SELECT $1::bigint, $2::text, id, inherited, list_id, remind_at, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat,
       created_at, updated_at, completed_at, now()
     FROM deleted
   ), left_alone AS (
     DELETE FROM todo.user_connections c USING mine
     WHERE c.user_id = $1 AND c.to_do_id = mine.id AND mine.role = 'member' RETURNING c.to_do_id
   ), others AS (
     SELECT c.user_id, c.to_do_id
     FROM deleted CROSS JOIN LATERAL (
       SELECT user_id, to_do_id FROM todo.user_connections
       WHERE to_do_id = deleted.id AND user_id <> $1 OFFSET 0
     ) AS c
   ), noted AS (${noteEntries(ENTRIES, '$2')})`;

/**
 * $1 user id, $2 public id, $3 title, $4 address, $5 device. Removes the first of the user's items with this title: owned
 * before shared, then done before pending, then the oldest. An owned item is deleted for all
 * members, and moved to the user's trash; a shared one is left. Returns the
 * item, and whether it was removed: another request may have been faster, and then the next item is
 * due. No row if the user has no such item.
 *
 * Each lock checks the current state, not the snapshot of the statement: first the lock of the
 * item, as in every change of memberships, then that of the membership. The audit has an entry for the
 * user who leaves an item. If others had a deleted item, it has one for the user, and for each member whom the
 * snapshot has.
 */
export const REMOVE_BY_TITLE = statement<{ id: number; removed: boolean }>(
  'todo.remove-by-title',
  `WITH due AS (
     SELECT i.id
     FROM todo.user_connections c
     CROSS JOIN LATERAL (
       SELECT id, title, status FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0
     ) AS i
     WHERE c.user_id = $1 AND i.title = $3 AND NOT EXISTS (
       SELECT FROM todo.user_refs r
       WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
     )
     ORDER BY c.role DESC, i.status, i.id LIMIT 1
   ), item AS (
     SELECT i.id FROM todo.to_do_items i JOIN due USING (id) WHERE i.title = $3 FOR UPDATE OF i
   ), ${REMOVED}
   SELECT id, EXISTS (SELECT FROM deleted) OR EXISTS (SELECT FROM left_alone) AS removed FROM due`,
);

/** As {@link REMOVE_BY_TITLE}, but $3 is the id of an item that the transaction has locked. */
export const REMOVE_BY_ID = statement(
  'todo.remove-by-id',
  `WITH item AS (SELECT $3::bigint AS id), ${REMOVED} SELECT FROM item`,
);
