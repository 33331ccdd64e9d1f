import type { EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import { mayRemove } from '../../../core/membership.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { Actor } from '../../../core/user-ref.js';
import { NOTE, noteListAction } from '../item-entries.js';
import { removeMemberships } from '../memberships/memberships.js';
import { readUserRef } from '../users/user-refs.js';
import { inSteps, type ListKey, type ListStore, type Locking, lockList } from './lock-list.js';
import * as sql from './shared-lists.statements.js';

/** How many memberships a transaction changes at most: all versions of its users change with it. */
const STEP = 5_000;

/** `undefined`: there is more. */
type Left = 'done' | UserRefusal | 'member_missing' | undefined;

/**
 * Removes a member from a shared list: who leaves hands over what others have, too, and who is removed keeps what they own. The list
 * itself is handed over by a trigger. In steps: until the last one, the user is a member who has left items.
 */
export async function leaveList(
  store: ListStore,
  user: Actor,
  listId: number,
  memberId: number,
): Promise<'done' | UserRefusal | 'member_missing'> {
  const key = { userId: user.userId, listId };
  const rows = await store.statements.run(sql.ROWS_OF_LIST, [key.userId, listId]);
  const member = rows.find(({ userId }) => userId === memberId);
  const leaving = { key, user, member };
  return inSteps(store.source, (manager, isLast) => leaveStep(store, manager, leaving, isLast));
}

interface Leaving {
  key: ListKey;
  user: Actor;
  member: sql.MemberRow | undefined;
}

async function leaveStep(
  { statements }: ListStore,
  manager: EntityManager,
  { key, user, member }: Leaving,
  isLast: boolean,
): Promise<Left | 'again'> {
  const { refusal } = await readUserRef(manager, user);
  if (refusal) return refusal;
  if (!member) return 'member_missing';
  const rowsNow = () => statements.run(sql.ROWS_OF_LIST, [key.userId, key.listId]);
  const isSelf = member.userId === user.userId;
  const values = [member.userId, member.id, !isSelf, stepOf((await rowsNow()).length)];
  const read = () => statements.run(sql.TO_LEAVE, values);
  const items = await lockList({ statements, manager, isLast }, key, member.userId, read);
  if (items === 'again') return 'again';
  const rows = await rowsNow();
  const own = rows.find(({ userId }) => userId === user.userId);
  // Who has left and joined again has another row.
  const isThere = rows.some(({ id }) => id === member.id);
  if (!isThere || !mayRemove(own?.role, isSelf) || rows.length < 2) return 'member_missing';
  await leaveItems({ statements, manager }, member, items, user.uniqueId);
  if ((await read()).length > 0) return undefined;
  await statements.run(sql.DELETE_ROW, [member.userId, member.id]);
  await noteLeft(statements, user, key, member, rows);
  return 'done';
}

/**
 * Ends what a member has of locked items of a list: those that are kept move to the default list.
 *
 * @param by the public id of who does it
 */
export async function leaveItems(
  { statements, manager }: Pick<Locking, 'statements' | 'manager'>,
  { userId, id: listId }: sql.MemberRow,
  items: readonly sql.LeftItem[],
  by: string,
): Promise<void> {
  const idsOf = (isKept: boolean) =>
    items.filter((item) => item.isKept === isKept).map(({ id }) => id);
  const [left, kept] = [idsOf(false), idsOf(true)];
  if (left.length > 0) await removeMemberships(manager, userId, left, by);
  if (kept.length > 0) await statements.run(sql.TAKE_OUT, [userId, listId, kept]);
}

/** @param rows those of before, in the order of the trigger that hands the list over */
export async function noteLeft(
  statements: StatementRunner,
  user: Actor,
  { listId }: ListKey,
  member: sql.MemberRow,
  rows: readonly sql.MemberRow[],
): Promise<void> {
  const own = { ...user, listId };
  if (member.userId !== user.userId) {
    const removed = { userId: member.userId, listId: member.id };
    return noteListAction(statements, 'member_removed', own, removed);
  }
  await noteListAction(statements, 'list_left', own);
  const [first, heir] = rows;
  if (first!.id !== member.id) return;
  const inherited = ['list_inherited', `list:${heir!.id}`, null, null];
  await statements.run(NOTE, [`user:${heir!.userId}`, user.uniqueId, ...inherited]);
}

/** How many items of a list of so many members are changed in one transaction. */
export function stepOf(members: number): number {
  return Math.min(500, Math.ceil(STEP / Math.max(1, members)));
}
