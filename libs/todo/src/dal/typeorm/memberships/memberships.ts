import { SYSTEM } from '../../../core/item-actions.js';
import { noteEntries } from '../item-entries.js';
import type { Queryable } from '../queryable.js';

/**
 * Locks an item. Every change of memberships holds this lock first, so the memberships that later
 * statements read stay unchanged until the end of the transaction. Items are locked in the order of
 * their ids, and rows of users after all items, to prevent deadlocks.
 */
export async function lockItem(transaction: Queryable, id: number): Promise<void> {
  await transaction.query('SELECT FROM todo.to_do_items WHERE id = $1 FOR UPDATE', [id]);
}

/** Resolves to the ids of those that are there. */
export function lockItems(transaction: Queryable, ids: number[]): Promise<number[]> {
  return lockAll(transaction, ids, 'FOR UPDATE');
}

/** As {@link lockItems}, but those that it need not wait for: whatever else is locked, there is no deadlock. */
export function tryLockItems(transaction: Queryable, ids: number[]): Promise<number[]> {
  return lockAll(transaction, ids, 'FOR UPDATE SKIP LOCKED');
}

async function lockAll(transaction: Queryable, ids: number[], lock: string): Promise<number[]> {
  const sql = `SELECT id FROM todo.to_do_items WHERE id = ANY($1::bigint[]) ORDER BY id ${lock}`;
  return ((await transaction.query(sql, [ids])) as { id: number }[]).map(({ id }) => id);
}

/**
 * Locks all items of a user, as {@link lockItem} does, and resolves to their ids. Each item is
 * looked up separately, in order: with a join, PostgreSQL would scan a small table.
 *
 * @param only those with these ids, instead of all
 */
export async function lockItemsOf(
  transaction: Queryable,
  userId: number,
  only?: readonly number[],
): Promise<number[]> {
  const rows = (await transaction.query(
    `SELECT i.id
     FROM (
       SELECT to_do_id FROM todo.user_connections
       WHERE user_id = $1 AND ($2::bigint[] IS NULL OR to_do_id = ANY($2)) ORDER BY to_do_id OFFSET 0
     ) AS c
     CROSS JOIN LATERAL (SELECT id FROM todo.to_do_items WHERE id = c.to_do_id FOR UPDATE) AS i`,
    [userId, only ?? null],
  )) as { id: number }[];
  return rows.map(({ id }) => id);
}

/**
 * Removes the memberships of a user in locked items, updates the counts, and hands the items over as
 * {@link promoteOrDelete} does.
 */
export async function removeMemberships(
  transaction: Queryable,
  userId: number,
  itemIds: number[],
  by = SYSTEM,
): Promise<void> {
  await transaction.query(
    `WITH removed AS (
       DELETE FROM todo.user_connections WHERE user_id = $1 AND to_do_id = ANY($2::bigint[])
       RETURNING to_do_id, role, inherited
     ), owned AS (
       SELECT octet_length(i.title) AS bytes
       FROM removed CROSS JOIN LATERAL (
         SELECT title FROM todo.to_do_items WHERE id = removed.to_do_id OFFSET 0
       ) AS i
       WHERE removed.role = 'owner' AND NOT removed.inherited
     )
     UPDATE todo.user_refs SET owned_items = owned_items - o.items, owned_bytes = owned_bytes - o.bytes
     FROM (SELECT count(*) AS items, sum(bytes) AS bytes FROM owned) AS o
     WHERE user_id = $1 AND o.items > 0`,
    [userId, itemIds],
  );
  await promoteOrDelete(transaction, itemIds, by);
}

/** $1 item ids, $2 who has left them. Makes the earliest member of each item without an owner its owner. */
const PROMOTE = `
  WITH promoted AS (
    UPDATE todo.user_connections c SET role = 'owner', inherited = true
    FROM unnest($1::bigint[]) AS item (id)
    CROSS JOIN LATERAL (
      SELECT user_id FROM todo.user_connections
      WHERE to_do_id = item.id ORDER BY created_at, user_id LIMIT 1
    ) AS first
    WHERE c.to_do_id = item.id AND c.user_id = first.user_id AND NOT EXISTS (
      SELECT FROM todo.user_connections o WHERE o.to_do_id = item.id AND o.role = 'owner' OFFSET 0
    )
    RETURNING c.user_id, c.to_do_id
  )
  ${noteEntries(
    `SELECT 'user:' || user_id AS subject, 'item_inherited' AS action, 'item:' || to_do_id AS object,
       NULL AS address, NULL AS device
     FROM promoted`,
    '$2',
  )}`;

/**
 * Gives locked items without an owner to their earliest member, without counting them as created by
 * that member, and deletes items without a member. The audit has an entry for each new owner.
 *
 * @param by the public id of who has left the items, or `system`
 */
export async function promoteOrDelete(
  transaction: Queryable,
  itemIds: number[],
  by = SYSTEM,
): Promise<void> {
  await transaction.query(PROMOTE, [itemIds, by]);
  await transaction.query(
    `DELETE FROM todo.to_do_items WHERE id = ANY($1::bigint[]) AND NOT EXISTS (
       SELECT FROM todo.user_connections c WHERE c.to_do_id = to_do_items.id OFFSET 0
     )`,
    [itemIds],
  );
}
