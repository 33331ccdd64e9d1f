import type { DataSource, EntityManager } from 'typeorm';
import type { UserRef } from '../../../core/user-ref.js';
import type { EventCursor, UserDeletionDal } from '../../../core/ports/user-deletion.dal.js';
import { lockItemsOf, removeMemberships } from '../memberships/memberships.js';

export class TypeormUserDeletionDal implements UserDeletionDal {
  constructor(private readonly dataSource: DataSource) {}

  async cursor(): Promise<EventCursor | undefined> {
    const [row] = await this.dataSource.query<{ id: number | null; event_id: string }[]>(
      'SELECT id, event_id FROM todo.user_event_cursor',
    );
    return row?.id ? { id: row.id, eventId: row.event_id } : undefined;
  }

  async highestUserId(): Promise<number | undefined> {
    const [row] = await this.dataSource.query<{ highest: number | null }[]>(
      'SELECT max(user_id) AS highest FROM todo.user_refs',
    );
    return row?.highest ?? undefined;
  }

  async advance(from: EventCursor | undefined, to: EventCursor, deleted?: UserRef) {
    return this.dataSource.transaction(async (manager) => {
      if (!(await moveCursor(manager, from, to))) return false;
      if (deleted) await applyUserDeletion(manager, deleted);
      return true;
    });
  }
}

/** Concurrent moves take turns: the second finds the cursor moved. */
async function moveCursor(
  manager: EntityManager,
  from: EventCursor | undefined,
  to: EventCursor,
): Promise<boolean> {
  const [, moved] = await manager.query<[unknown, number]>(
    `UPDATE todo.user_event_cursor SET id = $1, event_id = $2
     WHERE id IS NOT DISTINCT FROM $3 AND event_id IS NOT DISTINCT FROM $4`,
    [to.id, to.eventId, from?.id, from?.eventId],
  );
  return moved === 1;
}

/**
 * Marks a user as deleted, and then removes their memberships: in this order, and in two
 * statements. The first waits for concurrent transactions that give the user an item; the second
 * sees these items; later transactions find the mark. The items that the user already has are
 * locked first, because items are always locked before users.
 */
export async function applyUserDeletion(
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
