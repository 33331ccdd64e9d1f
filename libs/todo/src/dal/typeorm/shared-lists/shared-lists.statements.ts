import { statement } from '#glue/db';
import type { MembershipRole } from '../../../core/membership.js';

/** The row of a user for a list. Those of a shared list have the same `sharedId`. */
export interface ListRow {
  id: number;
  userId: number;
  name: string;
  role: MembershipRole;
  sharedId: number | null;
}

const COLUMNS = 'id, user_id AS "userId", name, role, shared_id AS "sharedId"';

/** $1 user id, $2 list id. */
export const LIST_ROW = statement<ListRow>(
  'todo.list-row',
  `SELECT ${COLUMNS} FROM todo.lists WHERE user_id = $1 AND id = $2`,
);

const ROWS = `(user_id = $1 AND id = $2) OR shared_id = (
    SELECT shared_id FROM todo.lists WHERE user_id = $1 AND id = $2
  )`;

/** $1 user id, $2 list id. All rows of a list, also if it is not shared: the owner, then the earliest first. */
export const ROWS_OF_LIST = statement<ListRow>(
  'todo.rows-of-list',
  `SELECT ${COLUMNS} FROM todo.lists WHERE ${ROWS} ORDER BY role DESC, created_at, user_id`,
);

/** $1 user id, $2 list id. The same rows, in the order of all that locks several. Who files items in the list waits. */
export const LOCK_ROWS = statement<object>(
  'todo.lock-shared-list',
  `SELECT FROM todo.lists WHERE ${ROWS} ORDER BY user_id, id FOR NO KEY UPDATE`,
);

/** $1 user id, $2 list id. What the owners of items have filed in a list, which may be shared: the items of all its members. */
export const ITEMS_OF_LIST = statement<{ id: number }>(
  'todo.items-of-shared-list',
  `SELECT c.to_do_id AS id
   FROM (
     SELECT user_id, id FROM todo.lists WHERE user_id = $1 AND id = $2
     UNION
     SELECT m.user_id, m.id FROM todo.lists l JOIN todo.lists m ON m.shared_id = l.shared_id
     WHERE l.user_id = $1 AND l.id = $2
   ) AS r
   CROSS JOIN LATERAL (
     SELECT to_do_id FROM todo.user_connections
     WHERE user_id = r.user_id AND list_id = r.id AND role = 'owner' OFFSET 0
   ) AS c`,
);

/** $1 user id, $2 list id. What one user has filed in a list. */
export const FILED = statement<{ id: number }>(
  'todo.filed-in-list',
  'SELECT to_do_id AS id FROM todo.user_connections WHERE user_id = $1 AND list_id = $2',
);

/** $1 user id, $2 list id. */
export const MARK_SHARED = statement(
  'todo.mark-shared-list',
  'UPDATE todo.lists SET shared_id = id WHERE user_id = $1 AND id = $2 AND shared_id IS NULL',
);

/** $1 user id, $2 name, $3 shared id. After all other lists of the user. */
export const JOIN_LIST = statement<{ id: number }>(
  'todo.join-list',
  `INSERT INTO todo.lists (user_id, id, name, position, archived_at, created_at, shared_id, role) OVERRIDING SYSTEM VALUE
   SELECT $1, nextval('todo.lists_id_seq'), $2, (
     SELECT coalesce(max(position), -1) + 1 FROM todo.lists WHERE user_id = $1
   ), NULL::timestamptz, now(), $3, 'member'
   RETURNING id`,
);

/** $1 user id, $2 list id, $3 ids of locked items. Those that the user has already are in the list, too. */
export const JOIN_ITEMS = statement(
  'todo.join-items',
  `INSERT INTO todo.user_connections AS c (user_id, to_do_id, role, created_at, inherited, list_id)
   SELECT $1, id, 'member', now(), false, $2 FROM unnest($3::bigint[]) AS item (id)
   ON CONFLICT (user_id, to_do_id) DO UPDATE SET list_id = excluded.list_id, position = NULL`,
);

/** $1 user id. */
export const SHARES_OF_USER = statement<{ lists: number; items: number }>(
  'todo.shares-of-user',
  `SELECT (SELECT count(*)::integer FROM todo.lists WHERE user_id = $1) AS lists,
     (SELECT count(*)::integer FROM todo.user_connections
      WHERE user_id = $1 AND (role = 'member' OR inherited)) AS items`,
);

/** $1 user id, $2 list id. */
export const DELETE_ROW = statement(
  'todo.delete-list-row',
  'DELETE FROM todo.lists WHERE user_id = $1 AND id = $2',
);

/** $1 user id. Until the end of the transaction, others file nothing in a list that they share with the user. */
export const LOCK_SHARED_LISTS = statement<object>(
  'todo.lock-shared-lists-of-user',
  'SELECT FROM todo.lists WHERE user_id = $1 AND shared_id IS NOT NULL ORDER BY id FOR UPDATE',
);
