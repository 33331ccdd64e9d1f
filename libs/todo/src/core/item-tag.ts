import { hash } from 'node:crypto';
import type { DetailedItem, ItemPlace } from './details/detailed-item.js';

const LENGTH = 22;

/**
 * Names the contents of an item, for all its members, wherever each has it: equal contents have equal tags, in every store, after a restore too. A client that
 * changes an item with the tag of what it has seen overwrites nothing that it has not seen.
 */
export function itemTag(item: DetailedItem): string {
  // An item may have more fields, such as those of an export.
  const { completedAt, createdAt, due, id, labels, notes } = item;
  const { priority, repeat, status, title, updatedAt } = item;
  // In alphabetical order, which is a part of the tag: a page has a hundred items, and sorting takes time.
  const shared: Omit<DetailedItem, 'role' | 'isShared' | keyof ItemPlace> = {
    completedAt,
    createdAt,
    due,
    id,
    labels,
    notes,
    priority,
    repeat,
    status,
    title,
    updatedAt,
  };
  const contents = JSON.stringify(Object.entries(shared));
  return hash('sha256', contents, 'base64url').slice(0, LENGTH);
}
