import { type ItemLimits, ownRefusal } from '../../../core/item-limits.js';
import type { Item, ItemChange } from '../../../core/item.js';
import type { UserRef } from '../../../core/user-ref.js';
import { isCounted, ownedBy, removeForAll, roleOf } from '../items-file.items.js';
import type { ItemsFile } from '../items-file.schema.js';
import { removeMemberships } from '../items-file.users.js';

/** The item, if the user has it. */
export function ownItem(content: ItemsFile, { userId }: UserRef, id: number): Item | undefined {
  const item = content.items.find((each) => each.id === id);
  return item && roleOf(content, userId, id) ? item : undefined;
}

/** Changes an item of the content. */
export function changeItem(
  content: ItemsFile,
  item: Item,
  { title = item.title, status = item.status }: ItemChange,
  limits: ItemLimits,
): 'done' | 'titles_too_long' {
  if (!mayBecome(content, item, title, limits)) return 'titles_too_long';
  Object.assign(item, { title, status });
  return 'done';
}

/** Deletes an item that the user owns, for all members, or leaves one of another owner. */
export function removeItem(content: ItemsFile, { userId }: UserRef, id: number): void {
  if (roleOf(content, userId, id) === 'owner') removeForAll(content, id);
  else removeMemberships(content, userId, id);
}

/** Whether the owner of an item may have it with this title. */
function mayBecome(
  content: ItemsFile,
  { id, title: before }: Item,
  title: string,
  limits: ItemLimits,
): boolean {
  const bytes = Buffer.byteLength(title) - Buffer.byteLength(before);
  const owner = content.connections.find((each) => each.to_do_id === id && isCounted(each));
  if (bytes <= 0 || !owner) return true;
  return !ownRefusal(ownedBy(content, owner.user_id), { items: 0, bytes }, limits);
}
