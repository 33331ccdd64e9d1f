import type { Membership } from '../membership.js';
import type { TargetRefusal, UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

export type ListShareRefusal =
  | TargetRefusal
  | 'list_missing'
  | 'already_member'
  | 'too_many_members'
  | 'too_many_shares'
  | 'too_many_lists';

/** Stores who has a list. Refuses deleted users and reused ids like `ItemsDal`. */
export abstract class ListMembersDal {
  /** The members: the owner, then the earliest first. Empty if the user has no such list. */
  abstract listOf(
    user: UserRef,
    listId: number,
  ): Promise<Membership[] | UserRefusal | 'not_stored'>;

  /**
   * Makes `target` a member of a list that `owner` owns, and of all its items: `list_missing` if they do not own it (any
   * more), `too_many_members` if it has the maximum number of members, `too_many_shares` if the target has the maximum number of
   * lists or would be a member of too many items. `not_accepted` if the target does not accept
   * the owner (any more), as `SendersDal` knows; an open invitation of the email to the list is accepted with it.
   */
  abstract share(
    owner: Actor,
    listId: number,
    target: UserRef,
    email: string,
  ): Promise<'done' | UserRefusal | ListShareRefusal | 'not_accepted' | 'not_stored'>;

  /**
   * Removes a member from the list and its items. Of who leaves, own items that others have, too, are handed over as in
   * `MembershipsDal.remove`, and so is the list; whom the owner removes keeps the own items. `member_missing` if the user may not
   * do this, there is no such member, or no other one.
   */
  abstract remove(
    user: Actor,
    listId: number,
    userId: number,
  ): Promise<'done' | UserRefusal | 'member_missing' | 'not_stored'>;
}
