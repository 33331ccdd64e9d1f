import type { EntityManager } from 'typeorm';
import type { UserRefusal } from '../../../core/refusal.js';
import type { Actor } from '../../../core/user-ref.js';
import { leaveItems, noteLeft, stepOf } from '../shared-lists/leave-list.js';
import { inSteps, type ListStore, lockList } from '../shared-lists/lock-list.js';
import * as sql from '../shared-lists/shared-lists.statements.js';
import { readUserRef } from '../users/user-refs.js';

type Deleted = 'done' | UserRefusal | 'list_missing' | 'list_in_use';

/** What becomes of the items of a list that is deleted, and how far. */
export interface Deletion {
  movesItems: boolean;
  /** Only all steps but the last one: the rest of the items, and the list, stay. */
  isBegun?: boolean;
}

/** Deletes a list. Its items are moved, or left, in steps. */
export async function deleteList(
  store: Pick<ListStore, 'source' | 'statements'>,
  user: Actor,
  id: number,
  deletion: Deletion,
): Promise<Deleted> {
  return inSteps(store.source, (manager, isLast) =>
    deleteStep(store, manager, { user, id, ...deletion }, isLast),
  );
}

/**
 * `undefined`: there is more. Items of others that are in the list by their owners are left, wherever the user has filed them: else who
 * deletes a shared list would stay a member of them.
 */
async function deleteStep(
  { statements }: Pick<ListStore, 'statements'>,
  manager: EntityManager,
  { user, id, movesItems, isBegun = false }: Deletion & { user: Actor; id: number },
  isLast: boolean,
): Promise<Deleted | 'again' | undefined> {
  const key = { userId: user.userId, listId: id };
  const own = [key.userId, id];
  const step = stepOf((await statements.run(sql.ROWS_OF_LIST, own)).length);
  const read = (limit = step) => statements.run(sql.TO_LEAVE, [...own, true, limit]);
  if (isBegun && (await read(step + 1)).length <= step) return 'done';
  const items = await lockList({ statements, manager, isLast }, key, key.userId, read);
  if (items === 'again') return 'again';
  const { refusal } = await readUserRef(manager, user);
  if (refusal) return refusal;
  const rows = await statements.run(sql.ROWS_OF_LIST, own);
  const row = rows.find(({ userId }) => userId === key.userId);
  if (!row) return 'list_missing';
  if (!movesItems && (await statements.run(sql.IS_USED, own)).length > 0) return 'list_in_use';
  await leaveItems({ statements, manager }, row, items, user.uniqueId);
  if (isBegun || (await read(1)).length > 0) return undefined;
  await statements.run(sql.DELETE_ROW, own);
  if (rows.length > 1) await noteLeft(statements, user, key, row, rows);
  return 'done';
}
