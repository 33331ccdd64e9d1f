import type { DetailedItem } from '../details/detailed-item.js';
import type { List } from '../lists/list.js';
import type { ItemsJson } from '../items-json.js';

/** How a user's list has changed: the item as it is now, or the id of one that the user has no more; or all lists as they are. */
export type ItemEvent =
  | { kind: 'created' | 'changed' | 'shared'; item: DetailedItem }
  | { kind: 'left' | 'deleted'; id: number }
  | { kind: 'lists'; lists: readonly List[] };

/** What has become of a list: its present tag, and the changes in their order, or the whole list. */
export type ListChanges =
  { tag: string; events: readonly ItemEvent[] } | { tag: string; list: ItemsJson };
