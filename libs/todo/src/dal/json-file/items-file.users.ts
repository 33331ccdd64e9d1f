import { userRefusal } from '../../core/refusal.js';
import type { UserRef } from '../../core/user-ref.js';
import type { ItemsFile, StoredMembership } from './items-file.schema.js';

export function refusalOf({ users }: Readonly<ItemsFile>, user: UserRef) {
  const known = users.find(({ user_id }) => user_id === user.userId);
  return userRefusal(
    user,
    known && { uniqueId: known.unique_id, isDeleted: known.deleted_at !== null },
  );
}

/** Inserts a user who is not in the file yet; does not change existing ones. */
export function insertUserRefs(content: ItemsFile, { userId, uniqueId }: UserRef): void {
  if (content.users.some(({ user_id }) => user_id === userId)) return;
  content.users.push({ user_id: userId, unique_id: uniqueId, deleted_at: null });
}

/** Marks the user with this id as deleted, and removes all memberships. */
export function deleteUserData(content: ItemsFile, userId: number): void {
  const known = content.users.find(({ user_id }) => user_id === userId);
  if (known) known.deleted_at ??= new Date().toISOString();
  removeMemberships(content, userId);
}

/** Removes one membership of a user, or all, and promotes a member or deletes the item. */
export function removeMemberships(content: ItemsFile, userId: number, itemId?: number): void {
  const isRemoved = ({ user_id, to_do_id }: StoredMembership) =>
    user_id === userId && (itemId === undefined || to_do_id === itemId);
  const items = new Set(content.connections.filter(isRemoved).map(({ to_do_id }) => to_do_id));
  content.connections = content.connections.filter((connection) => !isRemoved(connection));
  promoteOrDelete(content, items);
}

/** Makes the earliest member the only owner of each item; deletes items without a member. */
export function promoteOrDelete(content: ItemsFile, itemIds: ReadonlySet<number>): void {
  const promoted = new Map<number, StoredMembership>();
  for (const connection of [...content.connections].sort(byPrecedence)) {
    const { to_do_id } = connection;
    if (!itemIds.has(to_do_id)) continue;
    if (promoted.has(to_do_id)) connection.role = 'member';
    else {
      promoted.set(to_do_id, connection);
      if (connection.role === 'member')
        Object.assign(connection, { role: 'owner', inherited: true });
    }
  }
  content.items = content.items.filter(({ id }) => !itemIds.has(id) || promoted.has(id));
}

/** The owner first, then the earliest. */
export function byPrecedence(a: StoredMembership, b: StoredMembership): number {
  return (
    Number(b.role === 'owner') - Number(a.role === 'owner') ||
    a.created_at.localeCompare(b.created_at) ||
    a.user_id - b.user_id
  );
}
