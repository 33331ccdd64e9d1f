import type { EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import { lockItems, tryLockItems } from '../memberships/memberships.js';
import { lockUser } from '../users/user-refs.js';
import { LOCK_ROWS } from './shared-lists.statements.js';

/** A list, by the row of one of its members. */
export interface ListKey {
  userId: number;
  listId: number;
}

/**
 * Locks items of a list, then a user who joins or leaves it, then its rows: in this order, as who files an item has locked the item.
 * Items that were filed meanwhile are locked last, without a wait: in a busy list there are some each time.
 *
 * @param read finds the ids of the items
 * @returns these ids; `again` if there are others by now, which someone else has locked
 */
export async function lockList(
  statements: StatementRunner,
  manager: EntityManager,
  { userId, listId }: ListKey,
  memberId: number,
  read: () => Promise<{ id: number }[]>,
): Promise<number[] | 'again'> {
  const locked = new Set((await read()).map(({ id }) => id));
  if (locked.size > 0) await lockItems(manager, [...locked]);
  await lockUser(manager, memberId);
  await statements.run(LOCK_ROWS, [userId, listId]);
  const late = (await read()).map(({ id }) => id).filter((id) => !locked.has(id));
  if (late.length > 0) for (const id of await tryLockItems(manager, late)) locked.add(id);
  const ids = (await read()).map(({ id }) => id);
  return ids.every((id) => locked.has(id)) ? ids : 'again';
}
