import type { Owned } from '../../core/item-limits.js';
import type { Item } from '../../core/item.js';
import type { MembershipRole } from '../../core/membership.js';
import type { ItemsFile, StoredMembership } from './items-file.schema.js';

export interface MemberItem extends Item {
  role: MembershipRole;
}

/** The items of each user, oldest first. */
export function itemsByUser({ items, connections }: Readonly<ItemsFile>): Map<number, Item[]> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const index = new Map<number, Item[]>();
  for (const { user_id, to_do_id } of connections) {
    const list = index.get(user_id) ?? [];
    list.push(byId.get(to_do_id)!);
    index.set(user_id, list);
  }
  for (const list of index.values()) list.sort((a, b) => a.id - b.id);
  return index;
}

/** The matching items of one user. */
export function itemsOf(
  { items, connections }: Readonly<ItemsFile>,
  userId: number,
  isWanted: (item: Item) => boolean = () => true,
): MemberItem[] {
  const own = connections.filter(({ user_id }) => user_id === userId);
  const roles = new Map(own.map(({ to_do_id, role }) => [to_do_id, role]));
  return items
    .filter((item) => roles.has(item.id) && isWanted(item))
    .map((item) => ({ ...item, role: roles.get(item.id)! }));
}

export function roleOf({ connections }: Readonly<ItemsFile>, userId: number, itemId: number) {
  return connections.find((each) => each.user_id === userId && each.to_do_id === itemId)?.role;
}

/** Items that others than this user have. */
export function sharedItemsOf({ connections }: Readonly<ItemsFile>, userId: number): Set<number> {
  const others = connections.filter(({ user_id }) => user_id !== userId);
  return new Set(others.map(({ to_do_id }) => to_do_id));
}

/** What a user owns, as far as it counts for the user's limits. */
export function ownedBy(content: Readonly<ItemsFile>, userId: number): Owned {
  const connections = content.connections.filter(isCounted);
  const owned = itemsOf({ ...content, connections }, userId);
  const bytes = owned.reduce((sum, { title }) => sum + Buffer.byteLength(title), 0);
  return { items: owned.length, bytes };
}

/** Whether an item counts for the limits of this user. */
export function isCounted({ role, inherited }: StoredMembership): boolean {
  return role === 'owner' && !inherited;
}

/** Removes an item, with its memberships. */
export function removeForAll(content: ItemsFile, id: number): void {
  content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== id);
  content.items = content.items.filter((item) => item.id !== id);
}
