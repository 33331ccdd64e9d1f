import { statement } from '#glue/db';
import type { MembershipRole } from '../../../core/membership.js';

/** The row of a user for a list. Those of a shared list have the same `sharedId`. */
export interface MemberRow {
  id: number;
  userId: number;
  name: string;
  role: MembershipRole;
  sharedId: number | null;
}

const COLUMNS = 'id, user_id AS "userId", name, role, shared_id AS "sharedId"';

/** $1 user id, $2 list id. */
export const LIST_ROW = statement<MemberRow>(
  'todo.list-row',
  `SELECT ${COLUMNS} FROM todo.lists WHERE user_id = $1 AND id = $2`,
);

const ROWS = `(user_id = $1 AND id = $2) OR shared_id = (
    SELECT shared_id FROM todo.lists WHERE user_id = $1 AND id = $2
  )`;

/** $1 user id, $2 list id. All rows of a list, also if it is not shared: the owner, then the earliest first. */
export const ROWS_OF_LIST = statement<MemberRow>(
  'todo.rows-of-list',
  `SELECT ${COLUMNS} FROM todo.lists WHERE ${ROWS} ORDER BY role DESC, created_at, user_id`,
);

/** $1 user id, $2 list id. The same rows, in the order of all that locks several. Who files items in the list waits. */
export const LOCK_ROWS = statement<object>(
  'todo.lock-shared-list',
  `SELECT FROM todo.lists WHERE ${ROWS} ORDER BY user_id, id FOR NO KEY UPDATE`,
);

/** The owners of items have filed them in the list of this row, which may be shared: so all its members have them. */
const ITEMS = `
   FROM (
     SELECT user_id, id FROM todo.lists WHERE user_id = $1 AND id = $2
     UNION
     SELECT m.user_id, m.id FROM todo.lists l JOIN todo.lists m ON m.shared_id = l.shared_id
     WHERE l.user_id = $1 AND l.id = $2
   ) AS r
   CROSS JOIN LATERAL (
     SELECT to_do_id FROM todo.user_connections
     WHERE user_id = r.user_id AND list_id = r.id AND role = 'owner' OFFSET 0
   ) AS i`;

/** $1 user id, $2 list id, $3 who joins it: but items of users whom that one has blocked. */
export const ITEMS_OF_LIST = statement<{ id: number }>(
  'todo.items-of-shared-list',
  `SELECT i.to_do_id AS id ${ITEMS}
   WHERE NOT EXISTS (
     SELECT FROM todo.senders s WHERE s.user_id = $3 AND s.sender_id = r.user_id AND s.blocked OFFSET 0
   )`,
);

/** What becomes of an item of who has a list no more: `isKept` outside of the list, or it stays with others alone. */
export interface LeftItem {
  id: number;
  isKept: boolean;
}

/**
 * $1 user id, $2 list id, $3 whether own items are kept: else they stay with others, if others have them, $4 limit. What the user has
 * of a list, the oldest first: what is filed there, and items of others whose owners have filed them in the list, wherever the user has.
 * These are not kept.
 */
export const TO_LEAVE = statement<LeftItem>(
  'todo.items-of-leaving-member',
  `WITH shared AS (SELECT i.to_do_id ${ITEMS})
   SELECT c.to_do_id AS id, c.to_do_id NOT IN (SELECT to_do_id FROM shared) OR c.role = 'owner' AND (
     $3::boolean OR NOT EXISTS (
       SELECT FROM todo.user_connections o WHERE o.to_do_id = c.to_do_id AND o.user_id <> $1 OFFSET 0
     )
   ) AS "isKept"
   FROM todo.user_connections c
   WHERE c.user_id = $1 AND (
     c.list_id = $2 OR c.role = 'member' AND c.to_do_id IN (SELECT to_do_id FROM shared)
   )
   ORDER BY c.to_do_id LIMIT $4`,
);

/** $1 user id, $2 list id. One row if the user has filed an item in the list. */
export const IS_USED = statement<object>(
  'todo.is-list-used',
  'SELECT FROM todo.user_connections WHERE user_id = $1 AND list_id = $2 LIMIT 1',
);

/** $1 user id, $2 list id, $3 ids of locked items: they move to the default list. */
export const TAKE_OUT = statement(
  'todo.take-out-of-list',
  `UPDATE todo.user_connections SET list_id = NULL, position = NULL
   WHERE user_id = $1 AND list_id = $2 AND to_do_id = ANY($3::bigint[])`,
);

/** $1 user id, $2 list id. */
export const MARK_SHARED = statement(
  'todo.mark-shared-list',
  'UPDATE todo.lists SET shared_id = id WHERE user_id = $1 AND id = $2 AND shared_id IS NULL',
);

/** $1 user id, $2 name, $3 shared id. After all other lists of the user, and the latest member. */
export const JOIN_LIST = statement<{ id: number }>(
  'todo.join-list',
  `INSERT INTO todo.lists (user_id, id, name, position, archived_at, created_at, shared_id, role) OVERRIDING SYSTEM VALUE
   SELECT $1, nextval('todo.lists_id_seq'), $2, (
     SELECT coalesce(max(position), -1) + 1 FROM todo.lists WHERE user_id = $1
   ), NULL::timestamptz, clock_timestamp(), $3, 'member'
   RETURNING id`,
);

/** $1 user id, $2 list id, $3 ids of locked items. Those that the user has already are in the list, too. */
export const JOIN_ITEMS = statement(
  'todo.join-items',
  `INSERT INTO todo.user_connections AS c (user_id, to_do_id, role, created_at, inherited, list_id)
   SELECT $1, id, 'member', clock_timestamp(), false, $2 FROM unnest($3::bigint[]) AS item (id)
   ON CONFLICT (user_id, to_do_id) DO UPDATE SET list_id = excluded.list_id, position = NULL`,
);

/** What decides whether a user may have the items of a list. */
export interface JoinCounts {
  lists: number;
  /** Of others, with those of the list. */
  toReceiver: number;
  /** The most of one owner of items of the list. */
  bySender: number;
  /** The most of one item, as the user has it. */
  members: number;
}

/** $1 user id, $2 ids of items. What is counted if the user gets those of them that they do not have. */
export const JOIN_COUNTS = statement<JoinCounts>(
  'todo.count-joining',
  `SELECT (SELECT count(*)::integer FROM todo.lists WHERE user_id = $1) AS lists,
     coalesce(sum(n), 0)::integer AS "toReceiver",
     coalesce(max(n) FILTER (WHERE has_new), 0)::integer AS "bySender",
     coalesce(max(members), 0)::integer AS members
   FROM (
     SELECT o.owner, count(*) AS n, bool_or(c.is_new) AS has_new, max(o.members + 1) FILTER (WHERE c.is_new) AS members
     FROM (
       SELECT to_do_id, false AS is_new FROM todo.user_connections
       WHERE user_id = $1 AND (role = 'member' OR inherited)
       UNION ALL
       SELECT id, true FROM unnest($2::bigint[]) AS item (id) WHERE NOT EXISTS (
         SELECT FROM todo.user_connections h WHERE h.user_id = $1 AND h.to_do_id = item.id OFFSET 0
       )
     ) AS c
     CROSS JOIN LATERAL (
       SELECT max(user_id) FILTER (WHERE role = 'owner') AS owner,
         count(*) FILTER (WHERE role = 'member') AS members
       FROM todo.user_connections WHERE to_do_id = c.to_do_id
     ) AS o
     GROUP BY o.owner
   ) AS counted`,
);

/** $1 user id, $2 list id. */
export const DELETE_ROW = statement(
  'todo.delete-list-row',
  'DELETE FROM todo.lists WHERE user_id = $1 AND id = $2',
);

/**
 * $1 user id. All rows of all lists of the user, in the order of all that locks several: until the end of the transaction, others file
 * nothing in them.
 */
export const LOCK_LISTS_OF_USER = statement<object>(
  'todo.lock-lists-of-user',
  `SELECT FROM todo.lists
   WHERE user_id = $1 OR shared_id = ANY (ARRAY(SELECT shared_id FROM todo.lists WHERE user_id = $1))
   ORDER BY user_id, id FOR NO KEY UPDATE`,
);
