import type { ItemChange, ItemDraft } from '../item.js';
import type { ItemsJson } from '../items-json.js';
import type { OwnerRefusal, UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

/** A change is done, or refused for the user or for one of these reasons. */
type Outcome<Reason> = Promise<'done' | UserRefusal | Reason>;

/**
 * Stores items and memberships. Every method sees only the items of the given user: another user's
 * item does not exist for it. Every method returns `user_deleted` if the user has been deleted, and
 * `user_replaced` if the id belonged to another user, whose items are still stored.
 */
export abstract class ItemsDal {
  /**
   * Adds an item and the user's membership as its owner, atomically. Refuses if the user would
   * exceed the limit of items, or of bytes of titles.
   */
  abstract create(user: UserRef, draft: ItemDraft): Outcome<'too_many_items' | 'titles_too_long'>;

  /** All items of a user, as they are when this is called or later, never older. */
  abstract list(user: UserRef): Promise<ItemsJson | UserRefusal>;

  /**
   * Changes one of the user's items. The title of a shared item counts for its owner: refuses if
   * the owner would exceed the limit. Ticking an item that repeats makes the next one, as
   * {@link DetailedItemsDal.change} does.
   */
  abstract update(user: UserRef, change: ItemChange): Outcome<'item_missing' | OwnerRefusal>;

  /**
   * Removes one of the user's items with exactly this title: an owned one before a shared one, then
   * a done one before a pending one, then the oldest. An owned item is deleted for all members; of
   * a shared one, only the user's membership is removed.
   */
  abstract removeByTitle(user: Actor, title: string): Outcome<'item_missing'>;
}
