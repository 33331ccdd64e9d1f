import type { DetailedChange, DetailedDraft, DetailedItem } from '../details/detailed-item.js';
import type { ItemQuery } from '../details/item-query.js';
import type { OwnerRefusal, UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

/** What a conditional change has done: the item after it, or as it is if the condition does not hold. */
export interface DetailedChanged {
  item: DetailedItem;
  isChanged: boolean;
}

/** Some of the items of a query, and where the next ones begin. */
export interface ItemsPage {
  items: DetailedItem[];
  next: string | undefined;
}

/**
 * Stores items with all that version 2 of the API has of them. As with `ItemsDal`, every method sees only the items of
 * the given user, and returns why a user is refused; `not_stored` by a store that has titles and statuses only.
 */
export abstract class DetailedItemsDal {
  abstract find(user: UserRef, id: number): Promise<DetailedItem | UserRefusal | 'item_missing'>;

  /**
   * The items of a user that fulfil a query, as they are when this is called or later. Those that stay as they are
   * while pages are read are on exactly one of them. A cursor is unknown to other users, and in other orders.
   */
  abstract page(
    user: UserRef,
    query: ItemQuery,
  ): Promise<ItemsPage | UserRefusal | 'unknown_cursor' | 'list_missing' | 'not_stored'>;

  /** Adds an item, which the user owns, to a list of the user: if others have the list, too, they get the item. */
  abstract create(
    user: UserRef,
    draft: DetailedDraft,
  ): Promise<DetailedItem | UserRefusal | 'list_missing' | OwnerRefusal | 'not_stored'>;

  /**
   * Changes an item if a condition holds for it. No one else changes it between the two. The title of a shared item
   * counts for its owner. If the change ticks an item that repeats, its rule moves to the next item, which is added with
   * it, for the same members, where each has the item before, and counts for the owner: see `nextOf`. A new list is that of the
   * user alone, and the item has no position there. A new due time is that of the reminders of all members; without a time
   * there are none. If a limit is in the way, nothing is changed.
   */
  abstract change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ): Promise<
    DetailedChanged | UserRefusal | 'item_missing' | 'list_missing' | OwnerRefusal | 'not_stored'
  >;

  /**
   * Deletes an item that the user owns, for all members, if a condition holds for it: it moves to the user's trash, in
   * a store that has one. Other members only leave it.
   *
   * @returns the item as it is, if the condition does not hold
   */
  abstract remove(
    user: Actor,
    id: number,
    holds: (item: DetailedItem) => boolean,
  ): Promise<'done' | DetailedItem | UserRefusal | 'item_missing'>;
}
