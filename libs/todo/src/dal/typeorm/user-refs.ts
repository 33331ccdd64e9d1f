import { ServiceError } from '#glue/errors';
import { OWNED } from './owned-counts.js';
import type { Queryable } from './queryable.js';

/** What `user_refs` says of the user under an id. */
export interface UserRefRow {
  unique_id: string | null;
  deleted: boolean | null;
}

/**
 * Refuses a user whom `user_refs` knows to be deleted, or knows as somebody else. Of
 * a user whom it does not know yet there is nothing to say.
 *
 * @throws ServiceError `session_ended`, `user_id_reused`
 */
export function assertActive(uniqueId: string, standing: UserRefRow | undefined): void {
  if (!standing?.unique_id) return;
  if (standing.unique_id !== uniqueId) throw new ServiceError('user_id_reused');
  if (standing.deleted) throw new ServiceError('session_ended');
}

/** What a user owns, as `user_refs` counts it. */
export interface Owned {
  owned_items: number;
  owned_bytes: number;
}

/** {@link assertActive}, of what the table says now; resolves to what the user owns if it knows them. */
export async function loadAndAssertActive(
  db: Queryable,
  { id, uniqueId }: { id: number; uniqueId: string },
): Promise<Owned | undefined> {
  const [known] = (await db.query(
    `SELECT unique_id, deleted_at IS NOT NULL AS deleted, owned_items, owned_bytes
     FROM user_refs WHERE user_id = $1`,
    [id],
  )) as (UserRefRow & Owned)[];
  assertActive(uniqueId, known);
  return known;
}

/**
 * Enters users whom `user_refs` does not know yet, with what they own already: items may be
 * older than their entry. Leaves the others as they are.
 */
export async function insertUserRefs(
  db: Queryable,
  users: { id: number; uniqueId: string }[],
): Promise<void> {
  await db.query(
    `INSERT INTO user_refs (user_id, unique_id, owned_items, owned_bytes)
     SELECT u.user_id, u.unique_id, o.items, o.bytes
     FROM unnest($1::integer[], $2::text[]) AS u (user_id, unique_id)
     CROSS JOIN LATERAL ${OWNED} AS o
     ON CONFLICT (user_id) DO NOTHING`,
    [users.map(({ id }) => id), users.map(({ uniqueId }) => uniqueId)],
  );
}
