import { type ItemLimits, shareRefusal } from '../../../core/item-limits.js';
import { MAX_LISTS } from '../../../core/lists/list.js';
import { mayShare } from '../../../core/membership.js';
import type { ListShareRefusal } from '../../../core/ports/list-members.dal.js';
import { asTarget } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { readUserRef } from '../users/user-refs.js';
import { type ListKey, type Locking, lockList } from './lock-list.js';
import * as sql from './shared-lists.statements.js';

/**
 * Makes a user a member of a list that its `key` owns, and of all its items, but those of users whom they have blocked. Waits for those
 * who file items in it: from then on they share them with the user.
 *
 * @returns the id of the list of the new member; `again` if items were filed meanwhile that someone else has locked: nothing was changed then
 */
export async function joinList(
  locking: Locking,
  limits: ItemLimits,
  key: ListKey,
  target: UserRef,
): Promise<number | ListShareRefusal | 'again'> {
  const { statements, manager } = locking;
  const owned = [key.userId, key.listId];
  const read = () => statements.run(sql.ITEMS_OF_LIST, [...owned, target.userId]);
  // Also before anything is locked: who may not join makes no one wait.
  const early = await refusalOf(locking, limits, key, target, await read());
  if (early) return early;
  const items = await lockList(locking, key, target.userId, read);
  if (items === 'again') return 'again';
  const { refusal } = await readUserRef(manager, target);
  if (refusal) return asTarget(refusal);
  const full = await refusalOf(locking, limits, key, target, items);
  if (full) return full;
  await statements.run(sql.MARK_SHARED, owned);
  const [list] = await statements.run(sql.LIST_ROW, owned);
  const [joined] = await statements.run(sql.JOIN_LIST, [target.userId, list!.name, list!.sharedId]);
  await statements.run(sql.JOIN_ITEMS, [target.userId, joined!.id, items.map(({ id }) => id)]);
  return joined!.id;
}

async function refusalOf(
  { statements }: Locking,
  limits: ItemLimits,
  { userId, listId }: ListKey,
  target: UserRef,
  items: readonly { id: number }[],
): Promise<ListShareRefusal | undefined> {
  const rows = await statements.run(sql.ROWS_OF_LIST, [userId, listId]);
  if (!mayShare(rows.find((row) => row.userId === userId)?.role)) return 'list_missing';
  if (rows.some((row) => row.userId === target.userId)) return 'already_member';
  const ids = items.map(({ id }) => id);
  const [counts] = await statements.run(sql.JOIN_COUNTS, [target.userId, ids]);
  const { lists, toReceiver, bySender, members } = counts!;
  // Its owner is none of the members that are counted. Counted are those of after, and limits are of those before.
  const shares = {
    ...{ toReceiver: toReceiver - 1, bySender: bySender - 1 },
    members: Math.max(rows.length - 1, members - 1),
  };
  return lists >= MAX_LISTS ? 'too_many_lists' : shareRefusal(shares, limits);
}
