import type { DataSource, EntityManager } from 'typeorm';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { Item, ItemChange } from '../../../core/item.js';
import type { ItemsDal } from '../../../core/ports/items.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItem } from '../memberships/memberships.js';
import { readUserRef } from '../users/user-refs.js';

interface LockedItem extends Item {
  bytes: number;
  /** The user for whom the title counts; null if the item was handed over. */
  owner: number | null;
}

/**
 * Updates an item on a condition, or one that the batched statement has skipped: waits for the transaction that is
 * changing it or counts its owner's items, and finds why it may not be changed.
 *
 * @param holds whether the locked item may be changed
 */
export async function updateAlone(
  dataSource: DataSource,
  user: UserRef,
  change: ItemChange,
  limits: ItemLimits,
  holds: (item: Item) => boolean = () => true,
): ReturnType<ItemsDal['updateIf']> {
  return dataSource.transaction(async (manager): ReturnType<ItemsDal['updateIf']> => {
    const { refusal } = await readUserRef(manager, user);
    if (refusal) return refusal;
    await lockItem(manager, change.id);
    const locked = await find(manager, user, change.id);
    if (!locked) return (await readUserRef(manager, user)).refusal ?? 'item_missing';
    const { bytes, owner, ...item } = locked;
    if (!holds(item)) return { item, isChanged: false };
    const isCounted = await count(manager, { bytes, owner }, change, limits);
    if (!isCounted) return 'titles_too_long';
    await manager.query(
      'UPDATE todo.to_do_items SET title = coalesce($2, title), status = coalesce($3, status) WHERE id = $1',
      [change.id, change.title, change.status],
    );
    const { title = item.title, status = item.status } = change;
    return { item: { id: item.id, title, status }, isChanged: true };
  });
}

async function find(manager: EntityManager, user: UserRef, id: number) {
  const [item] = await manager.query<LockedItem[]>(
    `SELECT id, title, status, octet_length(title) AS bytes,
       (
         SELECT user_id FROM todo.user_connections
         WHERE to_do_id = $2 AND role = 'owner' AND NOT inherited
       ) AS owner
     FROM todo.to_do_items WHERE id = $2 AND EXISTS (
       SELECT FROM todo.user_connections WHERE user_id = $1 AND to_do_id = $2
     )`,
    [user.userId, id],
  );
  return item;
}

/**
 * Counts a longer or shorter title for its owner; `false` if the owner would exceed the limit.
 * Counts nothing for an owner who is not in `user_refs` yet.
 */
async function count(
  manager: EntityManager,
  { bytes, owner }: Pick<LockedItem, 'bytes' | 'owner'>,
  { title }: ItemChange,
  { titleBytesPerUser }: ItemLimits,
): Promise<boolean> {
  const growth = title === undefined ? 0 : Buffer.byteLength(title) - bytes;
  if (growth === 0 || owner === null) return true;
  const [counted] = await manager.query<{ fits: boolean }[]>(
    `SELECT $2 <= 0 OR owned_bytes + $2 <= $3 AS fits FROM todo.user_refs
     WHERE user_id = $1 FOR NO KEY UPDATE`,
    [owner, growth, titleBytesPerUser],
  );
  if (counted?.fits === false) return false;
  await manager.query(
    'UPDATE todo.user_refs SET owned_bytes = owned_bytes + $2 WHERE user_id = $1',
    [owner, growth],
  );
  return true;
}
