import { hash } from 'node:crypto';
import type { DetailedItem, ItemPlace } from './details/detailed-item.js';

const LENGTH = 22;

/** A field of an item that all its members see. */
type Entry = [Exclude<keyof DetailedItem, 'role' | 'isShared' | keyof ItemPlace>, unknown];

/**
 * Names the contents of an item, for all its members, wherever each has it: equal contents have equal tags, in every store, after a restore too. A client that
 * changes an item with the tag of what it has seen overwrites nothing that it has not seen.
 */
export function itemTag(item: DetailedItem): string {
  const { completedAt, createdAt, due, id, labels, notes } = item;
  const { priority, repeat, status, title, updatedAt } = item;
  // Literally, and in alphabetical order: a page has a hundred (docs/performance.md).
  const shared: Entry[] = [
    ['completedAt', completedAt],
    ['createdAt', createdAt],
    ['due', due],
    ['id', id],
    ['labels', labels],
    ['notes', notes],
    ['priority', priority],
    ['repeat', repeat],
    ['status', status],
    ['title', title],
    ['updatedAt', updatedAt],
  ];
  return hash('sha256', JSON.stringify(shared), 'base64url').slice(0, LENGTH);
}
