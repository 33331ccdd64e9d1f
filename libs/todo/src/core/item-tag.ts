import { createHash } from 'node:crypto';
import type { DetailedItem } from './details/detailed-item.js';

const LENGTH = 22;

/**
 * Names the contents of an item, for all its members: equal contents have equal tags, in every store, after a restore too. A client that
 * changes an item with the tag of what it has seen overwrites nothing that it has not seen.
 */
export function itemTag(item: DetailedItem): string {
  const fields = Object.entries(item).filter(([field]) => field !== 'role');
  const contents = JSON.stringify(fields.sort());
  return createHash('sha256').update(contents).digest('base64url').slice(0, LENGTH);
}
