import { createHash } from 'node:crypto';
import type { DetailedItem, ItemPlace } from './details/detailed-item.js';

const LENGTH = 22;

/**
 * Names the contents of an item, for all its members, wherever each has it: equal contents have equal tags, in every store, after a restore too. A client that
 * changes an item with the tag of what it has seen overwrites nothing that it has not seen.
 */
export function itemTag(item: DetailedItem): string {
  const { id, title, status, notes, priority, due, repeat, labels } = item;
  const { createdAt, updatedAt, completedAt } = item;
  const details = { notes, priority, due, repeat, labels };
  // An item may have more fields, such as those of an export.
  const times = { createdAt, updatedAt, completedAt };
  const shared: Omit<DetailedItem, 'role' | 'isShared' | keyof ItemPlace> = {
    id,
    title,
    status,
    ...details,
    ...times,
  };
  const contents = JSON.stringify(Object.entries(shared).sort());
  return createHash('sha256').update(contents).digest('base64url').slice(0, LENGTH);
}
