import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import type { ItemEntry } from './ports/item-audit.js';
import type { Actor } from './user-ref.js';

/** What people do to items and lists, as far as the audit has it; docs/accounts.md explains each. */
export type ItemAction =
  | 'item_shared'
  | 'list_shared'
  | 'invitation_sent'
  | 'invitation_accepted'
  | 'member_removed'
  | 'item_left'
  | 'list_left'
  | 'item_inherited'
  | 'list_inherited'
  | 'item_deleted';

/** Who did it, where it was no person. */
export const SYSTEM = 'system';

/** How the audit names an item. */
export function itemObject(id: number): string {
  return `item:${id}`;
}

/** How the audit names a list: each member by the id of the own one. */
export function listObject(id: number): string {
  return `list:${id}`;
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
  const object = itemObject(itemId);
  return entries(
    action,
    { ...actor, object },
    others.map((userId) => ({ userId, object })),
  );
}

/** The same for a list, of which each user has an own one. */
export function entriesOfList(
  action: ItemAction,
  actor: Actor,
  listId: number,
  others: readonly { userId: number; listId: number }[] = [],
): ItemEntry[] {
  return entries(
    action,
    { ...actor, object: listObject(listId) },
    others.map((other) => ({ userId: other.userId, object: listObject(other.listId) })),
  );
}

function entries(
  action: ItemAction,
  { userId, uniqueId, address, device, object }: Actor & { object: string },
  others: readonly { userId: number; object: string }[],
): ItemEntry[] {
  const what = { actor: uniqueId, action };
  const own = { ...what, object, subject: subjectOf(users, userId), address, device };
  return [
    own,
    ...others.map((other) => ({
      ...what,
      object: other.object,
      subject: subjectOf(users, other.userId),
    })),
  ];
}
