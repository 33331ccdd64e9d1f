import { ServiceError } from '#glue/errors';

/** Whatever of TypeORM runs statements: the data source, or a transaction. */
export interface Queryable {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** What `user_refs` says of the user under an id. */
export interface Standing {
  unique_id: string | null;
  deleted: boolean | null;
}

/**
 * Refuses a user whom `user_refs` knows to be deleted, or knows as somebody else. Of
 * a user whom it does not know yet there is nothing to say.
 *
 * @throws ServiceError `session_ended`, `user_id_reused`
 */
export function refuse(uniqueId: string, standing: Standing | undefined): void {
  if (!standing?.unique_id) return;
  if (standing.unique_id !== uniqueId) throw new ServiceError('user_id_reused');
  if (standing.deleted) throw new ServiceError('session_ended');
}

/** {@link refuse}, of what the table says now. */
export async function refuseNow(
  db: Queryable,
  { id, uniqueId }: { id: number; uniqueId: string },
): Promise<void> {
  const [standing] = (await db.query(
    'SELECT unique_id, deleted_at IS NOT NULL AS deleted FROM user_refs WHERE user_id = $1',
    [id],
  )) as Standing[];
  refuse(uniqueId, standing);
}

/** Enters users whom `user_refs` does not know yet; leaves the others as they are. */
export async function introduce(
  db: Queryable,
  users: { id: number; uniqueId: string }[],
): Promise<void> {
  await db.query(
    `INSERT INTO user_refs (user_id, unique_id)
     SELECT * FROM unnest($1::integer[], $2::text[]) ON CONFLICT (user_id) DO NOTHING`,
    [users.map(({ id }) => id), users.map(({ uniqueId }) => uniqueId)],
  );
}
