import { statement } from '#glue/db';
import type { DetailedItem } from '../../../core/details/detailed-item.js';
import type { UserRef } from '../../../core/user-ref.js';
import type { Queryable } from '../queryable.js';
import { DETAILS, type DetailedRow, isShared, itemOf, PLACE } from './details.columns.js';

/** $1 a user id, $2 a public id, $3 the id of an item. No row for a user who is refused. */
export const FIND_DETAILED = statement<DetailedRow>(
  'todo.find-detailed',
  `SELECT ${DETAILS}, ${PLACE}, ${isShared('i.id', '$1')}
   FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id
   WHERE c.user_id = $1 AND c.to_do_id = $3 AND NOT EXISTS (
     SELECT FROM todo.user_refs r
     WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
     OFFSET 0
   )`,
);

/** An item of a user in a transaction. */
export async function findDetailed(
  transaction: Queryable,
  { userId, uniqueId }: UserRef,
  id: number,
): Promise<DetailedItem | undefined> {
  const rows = await transaction.query(FIND_DETAILED.text, [userId, uniqueId, id]);
  const [row] = rows as DetailedRow[];
  return row && itemOf(row);
}
