import type { ItemChange, ItemDraft } from '../item.js';
import type { ItemsJson } from '../items-json.js';
import type { UserRefusal } from '../refusal.js';
import type { UserRef } from '../user-ref.js';

/**
 * Keeps items and memberships. Every method is confined to the items of the user it is
 * given: another user's item is, to it, not there. Every method returns `user_deleted` if
 * the user has been deleted, and `user_replaced` if the id has belonged to another user,
 * whose items are still here.
 */
export interface ItemsDal {
  /**
   * Adds an item and the user's membership as its owner: both or neither. Refuses if the
   * user may not own as many items, or as many bytes of titles.
   */
  create(
    user: UserRef,
    draft: ItemDraft,
  ): Promise<'done' | UserRefusal | 'too_many_items' | 'titles_too_long'>;

  /** All items of a user, as they are when this is called or later: never older. */
  list(user: UserRef): Promise<ItemsJson | UserRefusal>;

  /**
   * Changes one of the user's items. The title of a shared item counts for its owner:
   * refuses if a longer one is beyond what the owner may have.
   */
  update(
    user: UserRef,
    change: ItemChange,
  ): Promise<'done' | UserRefusal | 'item_missing' | 'titles_too_long'>;

  /**
   * Removes one of the user's items with exactly this title: an owned one before a shared
   * one, then one that is done before one that is pending, then the oldest. One that the
   * user owns is deleted for all who share it; one that is shared with them loses only
   * the user's membership.
   */
  removeByTitle(user: UserRef, title: string): Promise<'done' | UserRefusal | 'item_missing'>;
}

/** Injects the implementation of {@link ItemsDal}. */
export const ITEMS_DAL = Symbol('ITEMS_DAL');
