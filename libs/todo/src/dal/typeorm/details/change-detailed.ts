import type { DataSource, EntityManager } from 'typeorm';
import type { DetailedChange, DetailedItem } from '../../../core/details/detailed-item.js';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { DetailedChanged } from '../../../core/ports/detailed-items.dal.js';
import type { OwnerRefusal, UserRefusal } from '../../../core/refusal.js';
import { isTick, nextOf } from '../../../core/schedule/repetition.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItem } from '../memberships/memberships.js';
import { readUserRef } from '../users/user-refs.js';
import { withinLimits } from '../unless-refused.js';
import { columnsOf } from './details.columns.js';
import { findDetailed } from './find.statement.js';
import { countTitle } from './count-title.js';
import { hasList } from '../lists/lists.statements.js';
import { setReminders } from '../reminders/set-reminders.js';
import { addNext, lockMembers, nextRefusal } from './next-item.js';

type Refused = UserRefusal | 'item_missing' | 'list_missing' | OwnerRefusal;

/**
 * Changes an item on a condition, or one that the batched statement of version 1 has skipped: waits for the transaction
 * that is changing it or counts its owner's items, and finds why it may not be changed. Makes the next one of an item that
 * repeats.
 *
 * @param holds whether the locked item may be changed
 */
export async function changeDetailed(
  dataSource: DataSource,
  user: UserRef,
  change: DetailedChange,
  limits: ItemLimits,
  holds: (item: DetailedItem) => boolean = () => true,
): Promise<DetailedChanged | Refused> {
  const changing = dataSource.transaction(async (manager): Promise<DetailedChanged | Refused> => {
    const { refusal } = await readUserRef(manager, user);
    if (refusal) return refusal;
    await lockItem(manager, change.id);
    const item = await findDetailed(manager, user, change.id);
    if (!item) return (await readUserRef(manager, user)).refusal ?? 'item_missing';
    if (!holds(item)) return { item, isChanged: false };
    const refused = await apply(manager, { user, item, change, limits });
    return refused ?? { item: (await findDetailed(manager, user, change.id))!, isChanged: true };
  });
  const outcome = await withinLimits(changing);
  // Of the next one of an item that is filed in a list: version 1 has no other name for it.
  const isOfNext = outcome === 'too_many_members' && change.listId === undefined;
  return isOfNext ? 'too_many_shares' : outcome;
}

interface Application {
  user: UserRef;
  item: DetailedItem;
  change: DetailedChange;
  limits: ItemLimits;
}

/** $1 user id, $2 item id, $3 list id, or null. What is in another list was never moved there. */
const FILE = `UPDATE todo.user_connections SET list_id = $3, position = NULL
  WHERE user_id = $1 AND to_do_id = $2`;

/** Changes a locked item. A refusal is found before anything is written. */
async function apply(
  manager: EntityManager,
  { user: { userId }, item, change, limits }: Application,
): Promise<'list_missing' | OwnerRefusal | undefined> {
  const { listId = item.listId } = change;
  const isFiled = listId !== item.listId;
  const after = { ...item, ...change };
  const ticked = isTick(change, after);
  const next = ticked ? nextOf(after, Date.now()) : undefined;
  // Before the title is counted for one of them: in the order of their ids.
  const members =
    next || isFiled ? await lockMembers(manager, item.id, next ? undefined : userId) : [];
  if (isFiled && !(await hasList(manager, userId, listId))) return 'list_missing';
  const titles = { before: Buffer.byteLength(item.title), after: Buffer.byteLength(after.title) };
  const refused = next && (await nextRefusal(manager, item.id, members, titles, limits));
  if (refused) return refused;
  if (!(await countTitle(manager, change, limits))) return 'titles_too_long';
  await write(manager, ticked ? { ...change, repeat: null } : change);
  if (isFiled) await manager.query(FILE, [userId, item.id, listId]);
  await setReminders(manager, userId, item, change);
  if (next) await addNext(manager, item.id, next);
  return undefined;
}

async function write(manager: EntityManager, change: DetailedChange): Promise<void> {
  const columns = columnsOf(change);
  if (columns.size === 0) return;
  const assignments = [...columns.keys()].map((column, i) => `${column} = $${i + 2}`);
  await manager.query(`UPDATE todo.to_do_items SET ${assignments.join()} WHERE id = $1`, [
    change.id,
    ...columns.values(),
  ]);
}
