import type { Owned } from '../../../core/item-limits.js';
import { type UserRefusal, userRefusal } from '../../../core/refusal.js';
import type { Known } from '#seam';
import type { UserRef } from '../../../core/user-ref.js';
import { OWNED } from './owned-counts.js';
import type { Queryable } from '../queryable.js';

/** The current row of a user: why the user is refused, or what a known user owns. */
export async function readUserRef(
  db: Queryable,
  user: UserRef,
): Promise<{ refusal?: UserRefusal | undefined; owned?: Owned }> {
  const [row] = (await db.query(
    `SELECT unique_id AS "uniqueId", deleted_at IS NOT NULL AS "isDeleted",
       owned_items AS items, owned_bytes AS bytes
     FROM todo.user_refs WHERE user_id = $1`,
    [user.userId],
  )) as (Known & Owned)[];
  return row ? { refusal: userRefusal(user, row), owned: row } : {};
}

/**
 * Inserts users who are not in `user_refs` yet, with what they own already: items may be older than
 * the row. Does not change existing rows.
 */
export async function insertUserRefs(db: Queryable, users: UserRef[]): Promise<void> {
  await db.query(
    `INSERT INTO todo.user_refs (user_id, unique_id, deleted_at, owned_items, owned_bytes)
     SELECT u.user_id, u.unique_id, NULL::timestamptz, o.items, o.bytes
     FROM unnest($1::bigint[], $2::text[]) AS u (user_id, unique_id)
     CROSS JOIN LATERAL ${OWNED} AS o
     ON CONFLICT (user_id) DO NOTHING`,
    [users.map(({ userId }) => userId), users.map(({ uniqueId }) => uniqueId)],
  );
}

/**
 * Locks the row of a user, after those of items and of the trash. Until the end of the transaction the user is not deleted, no item
 * alone is shared with the user, and no other one counts what the user owns, or changes the lists of the user and what is in them: but
 * others file items in lists that they share with the user, by the locks of the rows of these lists.
 */
export async function lockUser(transaction: Queryable, userId: number): Promise<void> {
  const sql = 'SELECT FROM todo.user_refs WHERE user_id = $1 FOR NO KEY UPDATE';
  await transaction.query(sql, [userId]);
}
