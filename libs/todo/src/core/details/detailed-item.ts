import type { Item, ItemDraft } from '../item.js';
import type { MembershipRole } from '../membership.js';
import type { Due } from '../schedule/due.js';

/** 0 is none, 3 the highest. */
export type Priority = 0 | 1 | 2 | 3;

/** What version 2 of the API has of an item, beside its title and status. */
export interface ItemDetails {
  /** Markdown, at most {@link MAX_NOTES_BYTES}. */
  notes: string;
  priority: Priority;
  due: Due | null;
  /** A rule, as `formatRule` writes it; only with a due date. Ticking such an item makes the next one. */
  repeat: string | null;
  /** Each once, in the order that people have given them. All members see the same. */
  labels: readonly string[];
}

/** What a member has of an item alone, such as where it is: not seen by other members. */
export interface ItemPlace {
  /** One of the member's lists; `null` is the default list. */
  listId: number | null;
  /** Sorts the items of a list as text, by bytes. `null` if the item was never moved there: these are last, by their ids. */
  position: string | null;
  /** Whether the member gets a mail at the due time; only of an item with one. */
  remind: boolean;
}

/** An item as one of its members sees it. */
export interface DetailedItem extends Item, ItemDetails, ItemPlace {
  /** `null` if it is older than such times. */
  createdAt: Date | null;
  /** Of the last change; `null` if there was none. */
  updatedAt: Date | null;
  completedAt: Date | null;
  role: MembershipRole;
  /** Whether others have it, too. */
  isShared: boolean;
}

export type DetailedDraft = ItemDraft & ItemDetails & Partial<Pick<ItemPlace, 'listId' | 'remind'>>;

/** A change of an item. A missing field keeps its value. */
export type DetailedChange = Pick<Item, 'id'> & Partial<DetailedDraft>;

/** In bytes of UTF-8. */
export const MAX_NOTES_BYTES = 32 * 1024;
export const MAX_LABELS = 20;
/** In code points. */
export const MAX_LABEL_LENGTH = 50;

/** An item of which only a title and a status were given. */
export const NO_DETAILS: ItemDetails = {
  notes: '',
  priority: 0,
  due: null,
  repeat: null,
  labels: [],
};

/** Of an item in the default list that was never moved, and of which there is no reminder. */
export const NO_PLACE: ItemPlace = { listId: null, position: null, remind: false };

/** Of an item in a store that has no times. */
export const NO_TIMES = { createdAt: null, updatedAt: null, completedAt: null };
