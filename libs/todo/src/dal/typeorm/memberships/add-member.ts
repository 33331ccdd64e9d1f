import type { EntityManager } from 'typeorm';
import { type ItemLimits, shareRefusal } from '../../../core/item-limits.js';
import { mayShare, type MembershipRole } from '../../../core/membership.js';
import { asTarget } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { readUserRef } from '../users/user-refs.js';
import { sharesOf } from './shares.js';

/**
 * Makes a user a member of an item, unless `ownerId` does not own it, or a limit is reached. The item and then the user are
 * locked: until the end of the transaction the user cannot be deleted, so that nothing is shared with a deleted one, and no
 * other transaction can share with the user, so that the shares can be counted.
 */
export async function addMember(
  manager: EntityManager,
  limits: ItemLimits,
  ownerId: number,
  itemId: number,
  target: UserRef,
) {
  const { refusal } = await readUserRef(manager, target);
  if (refusal) return asTarget(refusal);
  if (!mayShare(await roleOf(manager, ownerId, itemId))) return 'item_missing';
  if (await roleOf(manager, target.userId, itemId)) return 'already_member';
  const [shares] = await sharesOf(manager, ownerId, [target.userId], itemId);
  const full = shareRefusal(shares!, limits);
  if (full) return full;
  await manager.query(
    "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'member')",
    [target.userId, itemId],
  );
  return 'done';
}

export async function roleOf(
  manager: EntityManager,
  userId: number,
  itemId: number,
): Promise<MembershipRole | undefined> {
  const [membership] = await manager.query<{ role: MembershipRole }[]>(
    'SELECT role FROM todo.user_connections WHERE user_id = $1 AND to_do_id = $2',
    [userId, itemId],
  );
  return membership?.role;
}
