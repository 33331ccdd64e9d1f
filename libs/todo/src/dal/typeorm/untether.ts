import type { Queryable } from './user-refs.js';

/**
 * Locks an item. Whoever changes who has one holds its lock first: what the following
 * statements see of its connections stays true until the end of the transaction.
 * Several are locked in the order of their ids, so that no two wait for each other.
 */
export async function lockItem(transaction: Queryable, id: number): Promise<void> {
  await transaction.query('SELECT FROM to_do_items WHERE id = $1 FOR UPDATE', [id]);
}

/** {@link lockItem}, of several. */
export async function lockItems(transaction: Queryable, ids: number[]): Promise<void> {
  await transaction.query(
    'SELECT FROM to_do_items WHERE id = ANY($1::integer[]) ORDER BY id FOR UPDATE',
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
       SELECT to_do_id FROM user_connections WHERE user_id = $1 ORDER BY to_do_id OFFSET 0
     ) AS c
     CROSS JOIN LATERAL (SELECT id FROM to_do_items WHERE id = c.to_do_id FOR UPDATE) AS i`,
    [userId],
  )) as { id: number }[];
  return rows.map(({ id }) => id);
}

/** Takes locked items away from a user; {@link settle} sees to what becomes of them. */
export async function untether(
  transaction: Queryable,
  userId: number,
  itemIds: number[],
): Promise<void> {
  await transaction.query(
    'DELETE FROM user_connections WHERE user_id = $1 AND to_do_id = ANY($2::integer[])',
    [userId, itemIds],
  );
  await settle(transaction, itemIds);
}

/** Gives locked items that lack an owner to their earliest member, and deletes those that nobody has. */
export async function settle(transaction: Queryable, itemIds: number[]): Promise<void> {
  await transaction.query(
    `UPDATE user_connections c SET role = 'owner'
     FROM unnest($1::integer[]) AS item (id)
     CROSS JOIN LATERAL (
       SELECT user_id FROM user_connections
       WHERE to_do_id = item.id ORDER BY created_at, user_id LIMIT 1
     ) AS heir
     WHERE c.to_do_id = item.id AND c.user_id = heir.user_id AND NOT EXISTS (
       SELECT FROM user_connections o WHERE o.to_do_id = item.id AND o.role = 'owner' OFFSET 0
     )`,
    [itemIds],
  );
  await transaction.query(
    `DELETE FROM to_do_items WHERE id = ANY($1::integer[]) AND NOT EXISTS (
       SELECT FROM user_connections c WHERE c.to_do_id = to_do_items.id OFFSET 0
     )`,
    [itemIds],
  );
}
