import type { Membership } from '../membership.js';
import type { TargetRefusal, UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

export type ShareRefusal =
  TargetRefusal | 'item_missing' | 'already_member' | 'too_many_shares' | 'too_many_members';

/** Stores the members of items. Refuses deleted users and reused ids like `ItemsDal`. */
export abstract class MembershipsDal {
  /** The members: the owner, then the earliest first. Empty if the user is not one of them. */
  abstract listOf(user: UserRef, itemId: number): Promise<Membership[] | UserRefusal>;

  /**
   * Makes `target` a member of an item that `owner` owns: `item_missing` if they do not own it (any
   * more), `too_many_members` if it has the maximum number of members, `too_many_shares` if the
   * target has the maximum of this owner's items, or of all.
   *
   * @param email of the target, if the target is asked by it: then `not_accepted` if the target does not accept the owner (any more), as
   * `SendersDal` knows; and an open invitation of this email is accepted with it. A store without invitations ignores it
   */
  abstract share(
    owner: Actor,
    itemId: number,
    target: UserRef,
    email?: string,
  ): Promise<'done' | UserRefusal | ShareRefusal | 'not_accepted'>;

  /**
   * Removes the membership of `userId`: the user leaves, or the owner removes a member. If the
   * owner leaves, the earliest member (by `created_at`, then `user_id`) becomes the owner; if the
   * last member leaves, the item is deleted. `member_missing` if the user may not do this or there
   * is no such membership.
   */
  abstract remove(
    user: Actor,
    itemId: number,
    userId: number,
  ): Promise<'done' | UserRefusal | 'member_missing'>;
}
