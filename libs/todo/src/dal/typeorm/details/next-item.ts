import type { EntityManager } from 'typeorm';
import {
  type ItemLimits,
  type Owned,
  ownRefusal,
  shareRefusal,
} from '../../../core/item-limits.js';
import type { Membership } from '../../../core/membership.js';
import type { OwnerRefusal } from '../../../core/refusal.js';
import { remindAtOf } from '../../../core/schedule/remind-at.js';
import type { NextItem } from '../../../core/schedule/repetition.js';
import { storedRemindAt } from '../reminders/remind-at.column.js';
import { sharesOf } from '../memberships/shares.js';

interface CountedMember extends Membership {
  isInherited: boolean;
  /** `null` for a user who is not in `user_refs` yet: not counted. */
  owned: Owned | null;
}

/**
 * Locks the rows of the members of a locked item, in the order of their ids: until the end of the transaction none is deleted,
 * and no other one counts what they have, or changes their lists.
 *
 * @param only this member, and the owner, instead of all
 */
export function lockMembers(
  manager: EntityManager,
  itemId: number,
  only?: number,
): Promise<CountedMember[]> {
  return manager.query<CountedMember[]>(
    `SELECT c.user_id AS "userId", c.role, c.inherited AS "isInherited", r.owned
     FROM (
       SELECT user_id, role, inherited FROM todo.user_connections
       WHERE to_do_id = $1 AND ($2::bigint IS NULL OR user_id = $2 OR role = 'owner')
       ORDER BY user_id OFFSET 0
     ) AS c
     LEFT JOIN LATERAL (
       SELECT json_build_object('items', owned_items, 'bytes', owned_bytes) AS owned
       FROM todo.user_refs WHERE user_id = c.user_id FOR NO KEY UPDATE
     ) AS r ON true`,
    [itemId, only ?? null],
  );
}

/**
 * The limit that is in the way of the next item.
 *
 * @param members locked
 * @param titles the bytes of the title of the item before: as it was, and as it will be
 */
export async function nextRefusal(
  manager: EntityManager,
  itemId: number,
  members: readonly CountedMember[],
  titles: { before: number; after: number },
  limits: ItemLimits,
): Promise<OwnerRefusal | undefined> {
  const owner = members.find(({ role }) => role === 'owner');
  if (!owner) return undefined;
  const growth = owner.isInherited ? 0 : titles.after - titles.before;
  const more = { items: 1, bytes: titles.after + growth };
  const full = owner.owned && ownRefusal(owner.owned, more, limits);
  if (full) return full;
  const others = members.filter(({ role }) => role !== 'owner').map(({ userId }) => userId);
  const shares = await sharesOf(manager, owner.userId, others, itemId);
  // It has as many members as the item before.
  const isFull = shares.some((each) => shareRefusal({ ...each, members: 0 }, limits));
  return isFull ? 'too_many_shares' : undefined;
}

/** $1 item id, $2 its next day, $3 the rule, $4 when members are reminded. */
const ADD_NEXT = `
  WITH item AS (
    INSERT INTO todo.to_do_items
      (id, title, status, notes, priority, labels, due_date, due_time, due_zone, repeat, created_at) OVERRIDING SYSTEM VALUE
    SELECT nextval('todo.to_do_items_id_seq'), title, 'PENDING', notes, priority, labels, $2::date, due_time, due_zone, $3,
      now()
    FROM todo.to_do_items WHERE id = $1
    RETURNING id, octet_length(title) AS bytes
  ), connection AS (
    INSERT INTO todo.user_connections (user_id, to_do_id, role, created_at, inherited, list_id, position, remind_at)
    SELECT c.user_id, item.id, c.role, now() + c.n * interval '1 microsecond', false, c.list_id, c.position,
      CASE WHEN c.remind_at IS NOT NULL THEN $4::timestamptz END
    FROM item CROSS JOIN (
      SELECT user_id, role, list_id, position, remind_at, row_number() OVER (ORDER BY created_at, user_id) AS n
      FROM todo.user_connections WHERE to_do_id = $1
    ) AS c
  ), invitation AS (
    UPDATE todo.invitations i SET to_do_id = item.id FROM item WHERE i.to_do_id = $1 AND i.state = 'open'
  )
  UPDATE todo.user_refs r
  SET owned_items = r.owned_items + 1, owned_bytes = r.owned_bytes + item.bytes
  FROM item WHERE r.user_id = (
    SELECT user_id FROM todo.user_connections WHERE to_do_id = $1 AND role = 'owner'
  )`;

/**
 * Adds the next one of a locked item, for its members. It counts for the owner, also after an item that was handed over:
 * otherwise a repetition would add items without a limit. Who is the earliest member stays so, where each has it, and who is
 * reminded. Open invitations are to the next one.
 */
export async function addNext(
  manager: EntityManager,
  itemId: number,
  { due, repeat }: NextItem,
): Promise<void> {
  await manager.query(ADD_NEXT, [
    itemId,
    due.date,
    repeat,
    storedRemindAt(remindAtOf(due, Date.now())),
  ]);
}
