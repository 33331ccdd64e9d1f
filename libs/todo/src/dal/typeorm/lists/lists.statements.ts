import { statement } from '#glue/db';
import type { List } from '../../../core/lists/list.js';
import type { Queryable } from '../queryable.js';

interface ListRow extends Omit<List, 'position' | 'isArchived'> {
  archivedAt: Date | null;
}

/** $1 user id, $2 public id. In their order; none for a user who is refused. */
export const ALL_LISTS = statement<ListRow>(
  'todo.lists',
  `SELECT id, name, archived_at AS "archivedAt", created_at AS "createdAt", role,
     shared_id IS NOT NULL AS "isShared"
   FROM todo.lists
   WHERE user_id = $1 AND NOT EXISTS (
     SELECT FROM todo.user_refs r
     WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
     OFFSET 0
   )
   ORDER BY position, id`,
);

/** Rows of {@link ALL_LISTS}, all of them. */
export function listsOf(rows: readonly ListRow[]): List[] {
  return rows.map(({ archivedAt, ...row }, position) => {
    return { ...row, position, isArchived: archivedAt !== null };
  });
}

/** Whether the user has the list; `null` is the default list. */
export async function hasList(
  db: Queryable,
  userId: number,
  listId: number | null,
): Promise<boolean> {
  if (listId === null) return true;
  const sql = 'SELECT id FROM todo.lists WHERE user_id = $1 AND id = $2';
  return ((await db.query(sql, [userId, listId])) as unknown[]).length > 0;
}
