import type { EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import { MAX_LISTS } from '../../../core/lists/list.js';
import { mayShare } from '../../../core/membership.js';
import type { ListShareRefusal } from '../../../core/ports/list-members.dal.js';
import { asTarget } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { readUserRef } from '../users/user-refs.js';
import { type ListKey, lockList } from './lock-list.js';
import * as sql from './shared-lists.statements.js';

/**
 * Makes a user a member of a list that its `key` owns, and of all its items. Waits for those who file items in it: from then on
 * they share them with the user.
 *
 * @param isWelcome whether the locked user accepts this
 * @returns the id of the list of the new member; `again` if items were filed meanwhile that someone else has locked: nothing was changed then
 */
export async function joinList(
  statements: StatementRunner,
  manager: EntityManager,
  limits: ItemLimits,
  key: ListKey,
  target: UserRef,
): Promise<number | ListShareRefusal | 'again'> {
  const owned = [key.userId, key.listId];
  const items = await lockList(statements, manager, key, target.userId, () =>
    statements.run(sql.ITEMS_OF_LIST, owned),
  );
  if (items === 'again') return 'again';
  const { refusal } = await readUserRef(manager, target);
  if (refusal) return asTarget(refusal);
  const [list] = await statements.run(sql.LIST_ROW, owned);
  if (!mayShare(list?.role)) return 'list_missing';
  const full = await refusalOf(statements, limits, key, target.userId, items.length);
  if (full) return full;
  await statements.run(sql.MARK_SHARED, owned);
  const joining = [target.userId, list!.name, list!.sharedId ?? key.listId];
  const [joined] = await statements.run(sql.JOIN_LIST, joining);
  await statements.run(sql.JOIN_ITEMS, [target.userId, joined!.id, items]);
  return joined!.id;
}

async function refusalOf(
  statements: StatementRunner,
  { membersPerItem, sharedPerSender, sharedPerReceiver }: ItemLimits,
  { userId, listId }: ListKey,
  targetId: number,
  more: number,
): Promise<ListShareRefusal | undefined> {
  const rows = await statements.run(sql.ROWS_OF_LIST, [userId, listId]);
  if (rows.some((row) => row.userId === targetId)) return 'already_member';
  // Its owner is none of the members that are counted.
  if (rows.length - 1 >= membersPerItem) return 'too_many_members';
  const [{ lists, items }] = (await statements.run(sql.SHARES_OF_USER, [targetId])) as [
    { lists: number; items: number },
  ];
  if (lists >= MAX_LISTS) return 'too_many_lists';
  const isFull = more > sharedPerSender || items + more > sharedPerReceiver;
  return isFull ? 'too_many_shares' : undefined;
}
