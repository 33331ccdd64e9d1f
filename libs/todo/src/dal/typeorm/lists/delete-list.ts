import type { DataSource } from 'typeorm';
import type { UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItems } from '../memberships/memberships.js';
import type { Queryable } from '../queryable.js';
import { lockUser, readUserRef } from '../users/user-refs.js';
import { unlessRefused } from '../unless-refused.js';
import { hasList } from './lists.statements.js';

type Deleted = 'done' | UserRefusal | 'list_missing' | 'list_in_use';

/** Each failed try has waited for others of the user, who have added items to the list. */
const ATTEMPTS = 10;

/**
 * Items of a list are locked before the row of the user. If some were added to it in between, all is undone, and the next try
 * locks them, too.
 */
export async function deleteList(
  source: DataSource,
  user: UserRef,
  id: number,
  movesItems: boolean,
): Promise<Deleted> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await unlessRefused(source, (manager) =>
      tryOnce(manager, user, id, movesItems),
    );
    if (outcome !== 'again') return outcome;
  }
  return 'list_in_use';
}

async function tryOnce(
  db: Queryable,
  user: UserRef,
  id: number,
  movesItems: boolean,
): Promise<Deleted | 'again'> {
  const { userId } = user;
  const items = movesItems ? await itemsOf(db, userId, id) : [];
  if (items.length > 0) await lockItems(db, items);
  await lockUser(db, userId);
  const { refusal } = await readUserRef(db, user);
  if (refusal) return refusal;
  if (!(await hasList(db, userId, id))) return 'list_missing';
  await db.query(
    `UPDATE todo.user_connections SET list_id = NULL, position = NULL
     WHERE user_id = $1 AND list_id = $2 AND to_do_id = ANY($3::bigint[])`,
    [userId, id, items],
  );
  if ((await itemsOf(db, userId, id)).length > 0) return movesItems ? 'again' : 'list_in_use';
  await db.query('DELETE FROM todo.lists WHERE user_id = $1 AND id = $2', [userId, id]);
  return 'done';
}

async function itemsOf(db: Queryable, userId: number, listId: number): Promise<number[]> {
  const sql = `SELECT to_do_id AS id FROM todo.user_connections WHERE user_id = $1 AND list_id = $2`;
  return ((await db.query(sql, [userId, listId])) as { id: number }[]).map(({ id }) => id);
}
