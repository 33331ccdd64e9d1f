import type { DataSource, EntityManager } from 'typeorm';
import { ServiceError } from '#glue/errors';
import type { ItemChange } from '../../core/item.js';
import type { UserRef } from '../../core/user-ref.js';
import { lockItem } from './memberships.js';
import { loadAndAssertActive } from './user-refs.js';

/** An item that is locked. */
interface LockedItem {
  bytes: number;
  owner: number | null;
}

/**
 * Changes an item that the statement for many has passed over: waits for whoever is changing
 * it or counts what its owner has, and finds why it may not be changed.
 *
 * @param maxBytes what the titles of a user's items may have together
 * @throws ServiceError `title_limit_reached`
 */
export async function updateAlone(
  dataSource: DataSource,
  user: UserRef,
  change: ItemChange,
  maxBytes: number,
): Promise<boolean> {
  return dataSource.transaction(async (manager) => {
    await loadAndAssertActive(manager, user);
    await lockItem(manager, change.id);
    const item = await find(manager, user, change.id);
    if (!item) {
      await loadAndAssertActive(manager, user);
      return false;
    }
    await count(manager, item, change, maxBytes);
    await manager.query(
      'UPDATE to_do_items SET title = coalesce($2, title), status = coalesce($3, status) WHERE id = $1',
      [change.id, change.title, change.status],
    );
    return true;
  });
}

async function find(manager: EntityManager, user: UserRef, id: number) {
  const [item] = await manager.query<LockedItem[]>(
    `SELECT octet_length(title) AS bytes,
       (SELECT user_id FROM user_connections WHERE to_do_id = $2 AND role = 'owner') AS owner
     FROM to_do_items WHERE id = $2 AND EXISTS (
       SELECT FROM user_connections WHERE user_id = $1 AND to_do_id = $2
     )`,
    [user.id, id],
  );
  return item;
}

/** Of an owner who is not entered yet nothing is counted. */
async function count(
  manager: EntityManager,
  { bytes, owner }: LockedItem,
  { title }: ItemChange,
  maxBytes: number,
): Promise<void> {
  const growth = title === undefined ? 0 : Buffer.byteLength(title) - bytes;
  if (growth === 0 || owner === null) return;
  const [counted] = await manager.query<{ fits: boolean }[]>(
    `SELECT $2 <= 0 OR owned_bytes + $2 <= $3 AS fits FROM user_refs
     WHERE user_id = $1 FOR NO KEY UPDATE`,
    [owner, growth, maxBytes],
  );
  if (counted?.fits === false) throw new ServiceError('title_limit_reached');
  await manager.query('UPDATE user_refs SET owned_bytes = owned_bytes + $2 WHERE user_id = $1', [
    owner,
    growth,
  ]);
}
