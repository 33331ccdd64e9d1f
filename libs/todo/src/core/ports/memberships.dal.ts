import type { Membership } from '../membership.js';
import type { UserRef } from '../user-ref.js';

/**
 * Keeps who has an item. Exactly one owns it, as long as it exists. Throws for
 * deleted users and reused ids as `ItemsDal` does.
 */
export interface MembershipsDal {
  /** All who have an item: the owner, then the members, earliest first. Empty if it is not the user's. */
  listOf(user: UserRef, itemId: number): Promise<Membership[]>;

  /**
   * Makes `target` a member of an item that `owner` owns. `false`, and nothing is
   * changed, if they do not own it (any more).
   *
   * @throws ServiceError `already_shared`; `member_limit_reached` if the item has all the
   * members that it may have; `share_limit_reached` if the target has as much as they may
   * have of this owner, or of all; `user_not_found` if the target has been deleted;
   * `user_id_reused` also for the target
   */
  share(owner: UserRef, itemId: number, target: UserRef): Promise<boolean>;

  /**
   * Takes an item away from `userId`: from the user, who leaves it, or from a member
   * of an item that the user owns. If the owner goes, the earliest member (by
   * `created_at`, then `user_id`) owns it; if the last one goes, so does the item.
   * `false`, and nothing is changed, if this is not theirs to do or there is nothing to do.
   */
  remove(user: UserRef, itemId: number, userId: number): Promise<boolean>;
}

/** Injects the implementation of {@link MembershipsDal}. */
export const MEMBERSHIPS_DAL = Symbol('MEMBERSHIPS_DAL');
