import type { EntityManager } from 'typeorm';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { ItemChange } from '../../../core/item.js';

/**
 * Counts a longer or shorter title of a locked item for its owner; `false` if the owner would exceed the limit. Counts
 * nothing for an item that was handed over, nor for an owner who is not in `user_refs` yet.
 */
export async function countTitle(
  manager: EntityManager,
  { id, title }: Pick<ItemChange, 'id' | 'title'>,
  { titleBytesPerUser }: ItemLimits,
): Promise<boolean> {
  if (title === undefined) return true;
  const [owned] = await manager.query<{ bytes: number; owner: number }[]>(
    `SELECT octet_length(i.title) AS bytes, c.user_id AS owner
     FROM todo.to_do_items i JOIN todo.user_connections c ON c.to_do_id = i.id
     WHERE i.id = $1 AND c.role = 'owner' AND NOT c.inherited`,
    [id],
  );
  const growth = owned ? Buffer.byteLength(title) - owned.bytes : 0;
  if (!owned || growth === 0) return true;
  const [counted] = await manager.query<{ fits: boolean }[]>(
    `SELECT $2 <= 0 OR owned_bytes + $2 <= $3 AS fits FROM todo.user_refs
     WHERE user_id = $1 FOR NO KEY UPDATE`,
    [owned.owner, growth, titleBytesPerUser],
  );
  if (counted?.fits === false) return false;
  await manager.query(
    'UPDATE todo.user_refs SET owned_bytes = owned_bytes + $2 WHERE user_id = $1',
    [owned.owner, growth],
  );
  return true;
}
