import type { BulkLocks } from '../../../core/bulk/bulk-operation.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItemsOf } from '../memberships/memberships.js';
import type { Queryable } from '../queryable.js';

/**
 * $1 user id, $2 ids, $3 a number. Locks these items of a trash, and as many of the oldest ones, which new items may delete:
 * in the order of all that locks several.
 */
const LOCK_TRASH = `
  SELECT FROM todo.trash
  WHERE user_id = $1 AND (
    id = ANY($2::bigint[]) OR id IN (
      SELECT id FROM todo.trash
      WHERE user_id = $1 AND NOT inherited ORDER BY deleted_at, id LIMIT $3::integer
    )
  )
  ORDER BY deleted_at, id FOR UPDATE`;

/** $1 ids of items. For whom changes of them count: their owners, and all members of one that repeats. */
const COUNTED = `
  SELECT DISTINCT c.user_id AS "userId"
  FROM unnest($1::bigint[]) AS item (id)
  CROSS JOIN LATERAL (SELECT repeat FROM todo.to_do_items WHERE id = item.id OFFSET 0) AS i
  CROSS JOIN LATERAL (
    SELECT user_id FROM todo.user_connections
    WHERE to_do_id = item.id AND (role = 'owner' OR i.repeat IS NOT NULL) OFFSET 0
  ) AS c`;

/**
 * For what is locked afterwards, such as items of others that the request names: while it waits, others wait for it. Longer than
 * PostgreSQL takes to find a deadlock.
 */
const WAIT_LITTLE = "SELECT set_config('lock_timeout', '2s', true)";

const LOCK_USERS = `
  SELECT FROM todo.user_refs WHERE user_id = ANY($1::bigint[]) ORDER BY user_id FOR NO KEY UPDATE`;

/**
 * Locks what several writes of a user will lock: items, rows of the trash, rows of users, each in their order. So they wait
 * for no transaction that waits for one of them. What only a later write makes necessary, such as the members of an item that
 * begins to repeat, is locked then: if that is a deadlock, PostgreSQL rolls one of the two back, which runs again.
 */
export async function lockForBulk(
  transaction: Queryable,
  { userId }: UserRef,
  { itemIds, trashedIds, creates }: BulkLocks,
): Promise<void> {
  // Not those of others: they would wait for this user.
  const own = itemIds.length > 0 ? await lockItemsOf(transaction, userId, itemIds) : [];
  if (trashedIds.length + creates > 0)
    await transaction.query(LOCK_TRASH, [userId, trashedIds, creates]);
  const counted = (await transaction.query(COUNTED, [own])) as { userId: number }[];
  const users = [userId, ...counted.map((each) => each.userId)];
  await transaction.query(LOCK_USERS, [users]);
  await transaction.query(WAIT_LITTLE, []);
}
