import type { EntityManager } from 'typeorm';
import type { Shares } from '../../../core/item-limits.js';

/** The current shares of an item, and for each target those with it, and those by the item's owner with it. */
export function sharesOf(
  manager: EntityManager,
  ownerId: number,
  targetIds: number[],
  itemId: number,
): Promise<Shares[]> {
  return manager.query<Shares[]>(
    `SELECT s.*,
       (SELECT count(*)::integer FROM todo.user_connections WHERE to_do_id = $3 AND role = 'member') AS members
     FROM unnest($2::bigint[]) AS t (user_id)
     CROSS JOIN LATERAL (
       SELECT count(*)::integer AS "toReceiver",
         (count(*) FILTER (WHERE o.user_id = $1))::integer AS "bySender"
       FROM todo.user_connections c
       CROSS JOIN LATERAL (
         SELECT user_id FROM todo.user_connections
         WHERE to_do_id = c.to_do_id AND role = 'owner' OFFSET 0
       ) AS o
       WHERE c.user_id = t.user_id AND (c.role = 'member' OR c.inherited)
     ) AS s`,
    [ownerId, targetIds, itemId],
  );
}
