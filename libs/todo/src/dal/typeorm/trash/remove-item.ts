import type { DataSource } from 'typeorm';
import type { DetailedItem } from '../../../core/details/detailed-item.js';
import type { DetailedItemsDal } from '../../../core/ports/detailed-items.dal.js';
import type { Actor } from '../../../core/user-ref.js';
import { findDetailed } from '../details/find.statement.js';
import { REMOVE_BY_ID } from '../items/removal.statement.js';
import { lockItem } from '../memberships/memberships.js';
import { readUserRef } from '../users/user-refs.js';

/**
 * Moves an item of its owner to the trash, or removes the membership of another member, on a condition.
 *
 * @param holds whether the locked item may be removed
 */
export function removeItem(
  source: DataSource,
  user: Actor,
  id: number,
  holds: (item: DetailedItem) => boolean,
): ReturnType<DetailedItemsDal['remove']> {
  return source.transaction(async (manager): ReturnType<DetailedItemsDal['remove']> => {
    await lockItem(manager, id);
    const item = await findDetailed(manager, user, id);
    if (!item) return (await readUserRef(manager, user)).refusal ?? 'item_missing';
    if (!holds(item)) return item;
    const { userId, uniqueId, address = null, device = null } = user;
    await manager.query(REMOVE_BY_ID.text, [userId, uniqueId, id, address, device]);
    return 'done';
  });
}
