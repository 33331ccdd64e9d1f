import type { AllItems, ItemChange, ItemDraft } from '../item.js';
import type { UserRef } from '../user-ref.js';

/**
 * Keeps items and the connections that tether them to users. Every method is
 * confined to the items of the user it is given: another user's item is, to it,
 * not there. And every method throws
 *
 * - ServiceError `session_ended` if the user has been deleted,
 * - ServiceError `user_id_reused` if the id has belonged to another user, whose
 *   items are still here.
 */
export interface ItemsDal {
  /**
   * Adds an item and the user's connection to it as its owner: both or neither.
   *
   * @throws ServiceError `item_limit_reached`, `title_limit_reached` if the user may not
   * own as many items, or as many bytes of titles
   */
  create(user: UserRef, draft: ItemDraft): Promise<void>;

  /** All items of a user, as they are when this is called or later: never older. */
  list(user: UserRef): Promise<AllItems>;

  /**
   * Changes one of the user's items; `false` if there is none with this id. The title of a
   * shared item counts for its owner.
   *
   * @throws ServiceError `title_limit_reached` if a longer title is beyond what the owner may have
   */
  update(user: UserRef, change: ItemChange): Promise<boolean>;

  /**
   * Removes one of the user's items with exactly this title: an owned one before a shared
   * one, then one that is done before one that is pending, then the oldest. One that the
   * user owns is deleted for all who share it; one that is shared with them loses only
   * the user's connection. `false` if the user has no such item (any more).
   */
  removeByTitle(user: UserRef, title: string): Promise<boolean>;
}

/** Injects the implementation of {@link ItemsDal}. */
export const ITEMS_DAL = Symbol('ITEMS_DAL');
