import type { EntityManager } from 'typeorm';
import type { UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { stepOf } from '../shared-lists/leave-list.js';
import { ATTEMPTS, type ListStore, lockList } from '../shared-lists/lock-list.js';
import {
  DELETE_ROW,
  FILED,
  ROWS_OF_LIST,
  TAKE_OUT,
} from '../shared-lists/shared-lists.statements.js';
import { retried } from '../unless-refused.js';
import { readUserRef } from '../users/user-refs.js';
import { hasList } from './lists.statements.js';

type Deleted = 'done' | UserRefusal | 'list_missing' | 'list_in_use';

/** What becomes of the items of a list that is deleted, and how far. */
export interface Deletion {
  movesItems: boolean;
  /** Only all steps but the last one: the rest of the items, and the list, stay. */
  isBegun?: boolean;
}

/** Deletes a list, whose items are moved in steps. */
export async function deleteList(
  store: Pick<ListStore, 'source' | 'statements'>,
  user: UserRef,
  id: number,
  deletion: Deletion,
): Promise<Deleted> {
  for (;;) {
    const outcome = await retried(store.source, ATTEMPTS, (manager, isLast) =>
      deleteStep(store, manager, { user, id, ...deletion }, isLast),
    );
    if (outcome !== undefined) return outcome;
  }
}

/** `undefined`: there is more. */
async function deleteStep(
  { statements }: Pick<ListStore, 'statements'>,
  manager: EntityManager,
  { user, id, movesItems, isBegun = false }: Deletion & { user: UserRef; id: number },
  isLast: boolean,
): Promise<Deleted | 'again' | undefined> {
  const { userId } = user;
  const rows = await statements.run(ROWS_OF_LIST, [userId, id]);
  const step = stepOf(rows.length);
  const read = (limit = step) => statements.run(FILED, [userId, id, limit]);
  if (isBegun && (await read(step + 1)).length <= step) return 'done';
  const key = { userId, listId: id };
  const items = await lockList({ statements, manager, isLast }, key, userId, async () =>
    movesItems ? read() : [],
  );
  if (items === 'again') return 'again';
  const { refusal } = await readUserRef(manager, user);
  if (refusal) return refusal;
  if (!(await hasList(manager, userId, id))) return 'list_missing';
  const ids = items.map((item) => item.id);
  if (ids.length > 0) await statements.run(TAKE_OUT, [userId, id, ids]);
  if (isBegun) return undefined;
  if ((await read(1)).length > 0) return movesItems ? undefined : 'list_in_use';
  await statements.run(DELETE_ROW, [userId, id]);
  return 'done';
}
