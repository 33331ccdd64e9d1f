import type { ItemStatus } from '../item.js';

/** What items are sorted by. Those that are equal, or have no due date or position, are in the order of their ids, at the end. */
export const SORT_KEYS = ['created', 'updated', 'due', 'title', 'priority', 'position'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Which items are wanted, and in which order. */
export interface ItemQuery {
  status?: ItemStatus | undefined;
  label?: string | undefined;
  /** Of the user's list with this id; `null` is the default list. */
  listId?: number | null | undefined;
  /** Due on this day or later, by the date of each item: `YYYY-MM-DD`. */
  dueFrom?: string | undefined;
  /** Due on this day or earlier. */
  dueTo?: string | undefined;
  /** Words that the title, the notes and the labels have, or that begin words there; in any case. */
  text?: string | undefined;
  sort: SortKey;
  isDescending: boolean;
  limit: number;
  /** The `next` of the page before, of the same query. */
  cursor?: string | undefined;
}
