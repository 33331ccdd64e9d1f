import type { EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import { mayRemove } from '../../../core/membership.js';
import type { UserRef } from '../../../core/user-ref.js';
import { removeMemberships } from '../memberships/memberships.js';
import { lockList } from './lock-list.js';
import * as sql from './shared-lists.statements.js';

/**
 * Removes a member from a shared list, with all that the member has filed in it: items of the member are handed over to others.
 * The list itself is handed over by a trigger.
 *
 * @returns `again` if the member has filed items meanwhile that someone else has locked: nothing was changed then
 */
export async function leaveList(
  statements: StatementRunner,
  manager: EntityManager,
  user: UserRef,
  listId: number,
  memberId: number,
): Promise<'done' | 'member_missing' | 'again'> {
  const rowsOf = () => statements.run(sql.ROWS_OF_LIST, [user.userId, listId]);
  const found = (await rowsOf()).find(({ userId }) => userId === memberId);
  if (!found) return 'member_missing';
  const key = { userId: user.userId, listId };
  const filed = [memberId, found.id];
  const items = await lockList(statements, manager, key, memberId, () =>
    statements.run(sql.FILED, filed),
  );
  if (items === 'again') return 'again';
  const rows = await rowsOf();
  const own = rows.find(({ userId }) => userId === user.userId);
  const isThere = rows.some(({ userId }) => userId === memberId);
  const isAllowed = mayRemove(own?.role, memberId === user.userId);
  if (!isThere || !isAllowed || rows.length < 2) return 'member_missing';
  if (items.length > 0) await removeMemberships(manager, memberId, items, user.uniqueId);
  await statements.run(sql.DELETE_ROW, filed);
  return 'done';
}
