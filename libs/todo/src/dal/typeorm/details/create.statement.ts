import { statement } from '#glue/db';
import type { DetailedRow } from './details.columns.js';

interface CreatedRow extends Pick<DetailedRow, 'id' | 'createdAt' | 'completedAt'> {
  /** Others may have the list, and the item with it. */
  isInSharedList: boolean;
}

/**
 * $1 user id, $2 public id, $3 title, $4 status, $5 notes, $6 priority, $7 labels, $8 to $10 the due date, time and zone, $11
 * the rule of repetition, $12 and $13 the maximum number of items of a user, and of the bytes of their titles, $14 a list of the
 * user, or null, $15 when the user is reminded. As the
 * statement of version 1 for one user: waits for the lock of the user's row, and adds nothing for one who is unknown,
 * deleted, without this list or at a limit.
 */
export const CREATE_DETAILED = statement<CreatedRow>(
  'todo.create-detailed',
  `WITH caller AS (
     SELECT user_id FROM todo.user_refs
     WHERE user_id = $1 AND unique_id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE
   ), list AS (
     SELECT l.id, l.shared_id FROM caller JOIN todo.lists l ON l.user_id = caller.user_id
     WHERE l.id = $14 FOR KEY SHARE OF l
   ), counted AS (
     UPDATE todo.user_refs r
     SET owned_items = r.owned_items + 1, owned_bytes = r.owned_bytes + octet_length($3::text)
     FROM caller
     WHERE r.user_id = caller.user_id AND r.owned_items < $12::integer
       AND r.owned_bytes + octet_length($3::text) <= $13::integer
       AND ($14::bigint IS NULL OR EXISTS (SELECT FROM list OFFSET 0))
     RETURNING r.user_id
   ), item AS (
     INSERT INTO todo.to_do_items
       (id, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat, created_at) OVERRIDING SYSTEM VALUE
     SELECT nextval('todo.to_do_items_id_seq'), $3, $4, $5, $6::smallint, $7::text[], $8::date, $9::time, $10, $11, now()
     FROM counted
     RETURNING id, created_at, completed_at
   ), connection AS (
     INSERT INTO todo.user_connections (user_id, to_do_id, role, created_at, inherited, list_id, remind_at)
     SELECT $1, id, 'owner', now(), false, $14::bigint, $15::timestamptz FROM item
   )
   SELECT id, created_at AS "createdAt", completed_at AS "completedAt", EXISTS (
     SELECT FROM list WHERE shared_id IS NOT NULL OFFSET 0
   ) AS "isInSharedList"
   FROM item`,
);
