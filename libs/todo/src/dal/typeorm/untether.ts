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

/** Locks all items that a user has, as {@link lockItem} does, and resolves to their ids. */
export async function lockItemsOf(transaction: Queryable, userId: number): Promise<number[]> {
  const rows = (await transaction.query(
    `SELECT i.id FROM to_do_items i JOIN user_connections c ON c.to_do_id = i.id
     WHERE c.user_id = $1 ORDER BY i.id FOR UPDATE OF i`,
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
     FROM (
       SELECT DISTINCT ON (to_do_id) to_do_id, user_id FROM user_connections
       WHERE to_do_id = ANY($1::integer[]) AND to_do_id NOT IN (
         SELECT to_do_id FROM user_connections
         WHERE to_do_id = ANY($1::integer[]) AND role = 'owner'
       )
       ORDER BY to_do_id, created_at, user_id
     ) AS heir
     WHERE c.to_do_id = heir.to_do_id AND c.user_id = heir.user_id`,
    [itemIds],
  );
  await transaction.query(
    `DELETE FROM to_do_items WHERE id = ANY($1::integer[]) AND NOT EXISTS (
       SELECT FROM user_connections c WHERE c.to_do_id = to_do_items.id
     )`,
    [itemIds],
  );
}
