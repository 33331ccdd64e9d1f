import type { DataSource, EntityManager } from 'typeorm';
import type { UserRef } from '../../../core/user-ref.js';
import type { UserDeletionDal } from '../../../core/ports/user-deletion.dal.js';
import { lockItemsOf, removeMemberships } from '../memberships/memberships.js';

export class TypeormUserDeletionDal implements UserDeletionDal {
  constructor(private readonly dataSource: DataSource) {}

  async highestUserId(): Promise<number | undefined> {
    const [row] = await this.dataSource.query<{ highest: number | null }[]>(
      'SELECT max(user_id) AS highest FROM todo.user_refs',
    );
    return row?.highest ?? undefined;
  }

  async delete(user: UserRef): Promise<void> {
    await this.dataSource.transaction((manager) => applyUserDeletion(manager, user));
  }
}

/**
 * Marks a user as deleted, and then removes their memberships: in this order, and in two
 * statements. The first waits for concurrent transactions that give the user an item; the second
 * sees these items; later transactions find the mark. The items that the user already has are
 * locked first, because items are always locked before users.
 */
async function applyUserDeletion(
  manager: EntityManager,
  { userId, uniqueId }: UserRef,
): Promise<void> {
  await lockItemsOf(manager, userId);
  const marked = await manager.query<unknown[]>(
    `INSERT INTO todo.user_refs (user_id, unique_id, deleted_at) VALUES ($1, $2, now())
     ON CONFLICT (user_id) DO UPDATE SET deleted_at = coalesce(user_refs.deleted_at, excluded.deleted_at)
     WHERE user_refs.unique_id = excluded.unique_id RETURNING user_id`,
    [userId, uniqueId],
  );
  // Another user has this id; the event is not theirs.
  if (marked.length === 0) return;
  await removeMemberships(manager, userId, await lockItemsOf(manager, userId));
}
