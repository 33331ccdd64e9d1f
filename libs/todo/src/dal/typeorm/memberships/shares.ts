import type { EntityManager } from 'typeorm';
import type { Shares } from '../../../core/item-limits.js';

/** The current shares of an item, with its target, and by its owner with its target. */
export async function sharesOf(
  manager: EntityManager,
  ownerId: number,
  targetId: number,
  itemId: number,
): Promise<Shares> {
  const [shares] = await manager.query<Shares[]>(
    `SELECT count(*)::integer AS "toReceiver",
       (count(*) FILTER (WHERE o.user_id = $1))::integer AS "bySender",
       (SELECT count(*)::integer FROM todo.user_connections WHERE to_do_id = $3 AND role = 'member') AS members
     FROM todo.user_connections c
     CROSS JOIN LATERAL (
       SELECT user_id FROM todo.user_connections
       WHERE to_do_id = c.to_do_id AND role = 'owner' OFFSET 0
     ) AS o
     WHERE c.user_id = $2 AND (c.role = 'member' OR c.inherited)`,
    [ownerId, targetId, itemId],
  );
  return shares!;
}
