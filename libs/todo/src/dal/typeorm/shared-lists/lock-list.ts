import type { DataSource, EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import { lockItems, tryLockItems } from '../memberships/memberships.js';
import { retried } from '../unless-refused.js';
import { lockUser } from '../users/user-refs.js';
import { LOCK_ROWS } from './shared-lists.statements.js';

/** What changes the members of lists. */
export interface ListStore {
  source: DataSource;
  statements: StatementRunner;
  limits: ItemLimits;
}

/** A list, by the row of one of its members. */
export interface ListKey {
  userId: number;
  listId: number;
}

/** A transaction that changes who has a list; on its last try it waits for all that it locks. */
export interface Locking {
  statements: StatementRunner;
  manager: EntityManager;
  isLast: boolean;
}

/** How often others may be ahead. */
export const ATTEMPTS = 10;

/** Runs steps of some work, each in a transaction that is retried, until one of them has an outcome. */
export async function inSteps<T>(
  source: DataSource,
  step: (manager: EntityManager, isLast: boolean) => Promise<T | 'again' | undefined>,
): Promise<T> {
  for (;;) {
    const outcome = await retried(source, ATTEMPTS, step);
    if (outcome !== undefined) return outcome;
  }
}

/**
 * Locks items of a list, then a user who joins or leaves it, then its rows: in this order, as who files an item has locked the item.
 * Items that were filed meanwhile are locked last: without a wait, unless it is the last try.
 *
 * @param read finds items, by their ids
 * @returns those that are locked; `again` if there are others by now
 */
export async function lockList<Row extends { id: number }>(
  { statements, manager, isLast }: Locking,
  { userId, listId }: ListKey,
  memberId: number,
  read: () => Promise<Row[]>,
): Promise<Row[] | 'again'> {
  const locked = new Set((await read()).map(({ id }) => id));
  if (locked.size > 0) await lockItems(manager, [...locked]);
  await lockUser(manager, memberId);
  await statements.run(LOCK_ROWS, [userId, listId]);
  const late = (await read()).map(({ id }) => id).filter((id) => !locked.has(id));
  const lock = isLast ? lockItems : tryLockItems;
  if (late.length > 0) for (const id of await lock(manager, late)) locked.add(id);
  const items = await read();
  const known = items.filter(({ id }) => locked.has(id));
  return isLast || known.length === items.length ? known : 'again';
}
