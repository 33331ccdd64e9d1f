import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import type { ItemEntry } from './ports/item-audit.js';
import type { Actor } from './user-ref.js';

/** What people do to items, as far as the audit has it; docs/accounts.md explains each. */
export type ItemAction =
  | 'item_shared'
  | 'invitation_sent'
  | 'invitation_accepted'
  | 'member_removed'
  | 'item_left'
  | 'item_inherited'
  | 'item_deleted';

/** Who did it, where it was no person. */
export const SYSTEM = 'system';

/** How the audit names an item. */
export function itemObject(id: number): string {
  return `item:${id}`;
}

/**
 * The entries of something that a user does with an item: the own one, and one of each other user who is
 * concerned. Theirs have no address, as it is not of them.
 */
export function entriesOf(
  action: ItemAction,
  actor: Actor,
  itemId: number,
  others: readonly number[] = [],
): ItemEntry[] {
  const { userId, uniqueId, address, device } = actor;
  const what = { actor: uniqueId, action, object: itemObject(itemId) };
  const own = { ...what, subject: subjectOf(users, userId), address, device };
  return [own, ...others.map((id) => ({ ...what, subject: subjectOf(users, id) }))];
}
