import type { Queryable } from '../queryable.js';

/**
 * Locks an item. Whoever changes who has one holds its lock first: what the following
 * statements see of its connections stays true until the end of the transaction.
 * Several are locked in the order of their ids, and rows of users after all items, so that
 * no two wait for each other.
 */
export async function lockItem(transaction: Queryable, id: number): Promise<void> {
  await transaction.query('SELECT FROM todo.to_do_items WHERE id = $1 FOR UPDATE', [id]);
}

/** {@link lockItem}, of several. */
export async function lockItems(transaction: Queryable, ids: number[]): Promise<void> {
  await transaction.query(
    'SELECT FROM todo.to_do_items WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
    [ids],
  );
}

/**
 * Locks all items that a user has, as {@link lockItem} does, and resolves to their ids. Each is
 * looked up by itself, in order: joined, PostgreSQL would read the whole of a small table.
 */
export async function lockItemsOf(transaction: Queryable, userId: number): Promise<number[]> {
  const rows = (await transaction.query(
    `SELECT i.id
     FROM (
       SELECT to_do_id FROM todo.user_connections WHERE user_id = $1 ORDER BY to_do_id OFFSET 0
     ) AS c
     CROSS JOIN LATERAL (SELECT id FROM todo.to_do_items WHERE id = c.to_do_id FOR UPDATE) AS i`,
    [userId],
  )) as { id: number }[];
  return rows.map(({ id }) => id);
}

/**
 * Takes locked items away from a user, who owns that much less; {@link promoteOrDelete} sees to what
 * becomes of them.
 */
export async function removeMemberships(
  transaction: Queryable,
  userId: number,
  itemIds: number[],
): Promise<void> {
  await transaction.query(
    `WITH gone AS (
       DELETE FROM todo.user_connections WHERE user_id = $1 AND to_do_id = ANY($2::bigint[])
       RETURNING to_do_id, role, inherited
     ), owned AS (
       SELECT octet_length(i.title) AS bytes
       FROM gone CROSS JOIN LATERAL (
         SELECT title FROM todo.to_do_items WHERE id = gone.to_do_id OFFSET 0
       ) AS i
       WHERE gone.role = 'owner' AND NOT gone.inherited
     )
     UPDATE todo.user_refs SET owned_items = owned_items - o.items, owned_bytes = owned_bytes - o.bytes
     FROM (SELECT count(*) AS items, sum(bytes) AS bytes FROM owned) AS o
     WHERE user_id = $1 AND o.items > 0`,
    [userId, itemIds],
  );
  await promoteOrDelete(transaction, itemIds);
}

/**
 * Gives locked items that lack an owner to their earliest member, whose limits of what they
 * create do not change by it, and deletes those that nobody has.
 */
export async function promoteOrDelete(transaction: Queryable, itemIds: number[]): Promise<void> {
  await transaction.query(
    `UPDATE todo.user_connections c SET role = 'owner', inherited = true
     FROM unnest($1::bigint[]) AS item (id)
     CROSS JOIN LATERAL (
       SELECT user_id FROM todo.user_connections
       WHERE to_do_id = item.id ORDER BY created_at, user_id LIMIT 1
     ) AS first
     WHERE c.to_do_id = item.id AND c.user_id = first.user_id AND NOT EXISTS (
       SELECT FROM todo.user_connections o WHERE o.to_do_id = item.id AND o.role = 'owner' OFFSET 0
     )`,
    [itemIds],
  );
  await transaction.query(
    `DELETE FROM todo.to_do_items WHERE id = ANY($1::bigint[]) AND NOT EXISTS (
       SELECT FROM todo.user_connections c WHERE c.to_do_id = to_do_items.id OFFSET 0
     )`,
    [itemIds],
  );
}
