import type { DataSource, EntityManager } from 'typeorm';
import type { DetailedChange, DetailedItem } from '../../../core/details/detailed-item.js';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { DetailedChanged } from '../../../core/ports/detailed-items.dal.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItem } from '../memberships/memberships.js';
import { readUserRef } from '../users/user-refs.js';
import { columnsOf, type DetailedRow, itemOf } from './details.columns.js';
import { FIND_DETAILED } from './find.statement.js';
import { countTitle } from './count-title.js';

type Refused = UserRefusal | 'item_missing' | 'titles_too_long';

/**
 * Changes an item on a condition, or one that the batched statement of version 1 has skipped: waits for the transaction
 * that is changing it or counts its owner's items, and finds why it may not be changed.
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
  return dataSource.transaction(async (manager): Promise<DetailedChanged | Refused> => {
    const { refusal } = await readUserRef(manager, user);
    if (refusal) return refusal;
    await lockItem(manager, change.id);
    const item = await find(manager, user, change.id);
    if (!item) return (await readUserRef(manager, user)).refusal ?? 'item_missing';
    if (!holds(item)) return { item, isChanged: false };
    if (!(await countTitle(manager, change, limits))) return 'titles_too_long';
    await write(manager, change);
    return { item: (await find(manager, user, change.id))!, isChanged: true };
  });
}

async function find(manager: EntityManager, user: UserRef, id: number) {
  const values = [user.userId, user.uniqueId, id];
  const [row] = await manager.query<DetailedRow[]>(FIND_DETAILED.text, values);
  return row && itemOf(row);
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
