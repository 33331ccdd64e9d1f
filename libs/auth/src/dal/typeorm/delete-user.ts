import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { lockUntilCommit } from '#glue/db';

/** Deletes a user, and appends the event of it. Run it in a transaction, as its last step. */
export async function deleteUser(manager: EntityManager, id: number): Promise<boolean> {
  // A sequence assigns event ids before the commit. Writers wait for each other, so that no event
  // becomes visible after a later one.
  await lockUntilCommit(manager, 'user_events');
  const [[user]] = await manager.query<[{ unique_id: string }[], number]>(
    'DELETE FROM auth.users WHERE id = $1 RETURNING unique_id',
    [id],
  );
  if (!user) return false;
  await manager.query(
    `INSERT INTO auth.user_events (event_id, type, user_id, unique_id)
     VALUES ($1, 'user.deleted', $2, $3)`,
    [randomUUID(), id, user.unique_id],
  );
  return true;
}
