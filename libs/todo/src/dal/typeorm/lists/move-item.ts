import type { DataSource, EntityManager } from 'typeorm';
import type { DetailedItem } from '../../../core/details/detailed-item.js';
import { neighbourOf, type Place, planMove, type Positioned } from '../../../core/order/move.js';
import type { FilingRefusal, UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { findDetailed } from '../details/find.statement.js';
import { lockItems } from '../memberships/memberships.js';
import { lockUser, readUserRef } from '../users/user-refs.js';
import { retried, withinLimits } from '../unless-refused.js';

/** Each failed try has waited for another change of the same list, which has made more positions necessary. */
const ATTEMPTS = 50;

interface Plan {
  listId: number | null;
  positions: Map<number, string>;
}

/**
 * Moves an item of a user next to another one, in its list. The items whose positions change are locked before the row of
 * the user, as in every change of memberships. If there are more of them afterwards, all locks end, and the next try locks them.
 */
export async function moveItem(
  source: DataSource,
  user: UserRef,
  id: number,
  place: Place,
): Promise<DetailedItem | UserRefusal | FilingRefusal | 'item_missing'> {
  return withinLimits(retried(source, ATTEMPTS, (manager) => tryOnce(manager, user, id, place)));
}

async function tryOnce(manager: EntityManager, user: UserRef, id: number, place: Place) {
  const { userId } = user;
  const isBesideItself = neighbourOf(place) === id;
  const read = () => (isBesideItself ? undefined : planOf(manager, userId, id, place));
  const expected = await read();
  const locked = new Set(expected?.positions.keys());
  if (expected) await lockItems(manager, [...locked]);
  await lockUser(manager, userId);
  const { refusal } = await readUserRef(manager, user);
  if (refusal) return refusal;
  const plan = await read();
  if (!plan && !isBesideItself) return 'item_missing';
  if (plan && [...plan.positions.keys()].some((each) => !locked.has(each))) return 'again';
  if (plan) await write(manager, userId, id, plan);
  return (await findDetailed(manager, user, id)) ?? 'item_missing';
}

/** `undefined` if one of the two is no item of the user. */
async function planOf(
  manager: EntityManager,
  userId: number,
  id: number,
  place: Place,
): Promise<Plan | undefined> {
  const rows = await manager.query<{ id: number; listId: number | null }[]>(
    `SELECT to_do_id AS id, list_id AS "listId" FROM todo.user_connections
     WHERE user_id = $1 AND to_do_id = ANY($2::bigint[])`,
    [userId, [id, neighbourOf(place)]],
  );
  const neighbour = rows.find((row) => row.id === neighbourOf(place));
  if (!neighbour || rows.length < 2) return undefined;
  const { listId } = neighbour;
  const inList = listId === null ? 'list_id IS NULL' : 'list_id = $2';
  const items = await manager.query<Positioned[]>(
    `SELECT to_do_id AS id, position FROM todo.user_connections
     WHERE user_id = $1 AND ${inList} ORDER BY position NULLS LAST, to_do_id`,
    listId === null ? [userId] : [userId, listId],
  );
  const positions = planMove(items, id, place);
  return positions && { listId, positions };
}

async function write(manager: EntityManager, userId: number, id: number, plan: Plan) {
  const { listId, positions } = plan;
  await manager.query(
    `UPDATE todo.user_connections c SET position = p.position,
       list_id = CASE WHEN c.to_do_id = $4 THEN $5 ELSE c.list_id END
     FROM unnest($2::bigint[], $3::text[]) AS p (id, position)
     WHERE c.user_id = $1 AND c.to_do_id = p.id`,
    [userId, [...positions.keys()], [...positions.values()], id, listId],
  );
}
