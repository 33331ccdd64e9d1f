import { statement } from '#glue/db';
import type { Item } from '../../../core/item.js';
import type { Known } from '#seam';

/** The row of {@link FIND}: what is known of the user, and the item, if the user has it. */
export type FoundRow = Known & { [Field in keyof Item]: Item[Field] | null };

/** $1 a user id, $2 the id of an item. */
export const FIND = statement<FoundRow>(
  'todo.find',
  `SELECT r.unique_id AS "uniqueId", r.deleted_at IS NOT NULL AS "isDeleted", i.id, i.title, i.status
   FROM (SELECT $1::bigint AS user_id) AS u
   LEFT JOIN todo.user_refs r ON r.user_id = u.user_id
   LEFT JOIN todo.user_connections c ON c.user_id = u.user_id AND c.to_do_id = $2::bigint
   LEFT JOIN todo.to_do_items i ON i.id = c.to_do_id`,
);
