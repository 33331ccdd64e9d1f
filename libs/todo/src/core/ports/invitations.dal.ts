import type { Invitation, InvitationDraft, Invitee, Inviting } from '../invitations/invitation.js';
import type { ListShareRefusal } from './list-members.dal.js';
import type { ShareRefusal } from './memberships.dal.js';
import type { UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

/** Stores the invitations to items and lists. Refuses deleted users and reused ids like `ItemsDal`. */
export abstract class InvitationsDal {
  /** Whether this store has invitations. One without them shares at once; all other methods resolve to `not_stored`. */
  abstract readonly isOn: boolean;

  /**
   * Invites an email to what `owner` owns, again if the owner has invited it before: then the earlier token
   * becomes invalid, and a declined one stays declined. `item_missing` or `list_missing` if they do not own it (any more),
   * `too_many_members` if it has the maximum number of members, `too_many_invitations` if the owner has
   * made the maximum number of invitations within a day, or of those to one email.
   *
   * @param whenFirst runs in the transaction of the owner's first invitation of this email within a day, unless it was declined
   */
  abstract invite(
    owner: Actor,
    to: Inviting,
    draft: InvitationDraft,
    whenFirst?: () => Promise<void>,
  ): Promise<
    | Invitation
    | UserRefusal
    | 'item_missing'
    | 'list_missing'
    | 'too_many_members'
    | 'too_many_invitations'
    | 'not_stored'
  >;

  /** Open ones to this email, of owners whom the user has not blocked; the newest first, 100 at most. */
  abstract received(
    user: UserRef,
    email: string,
  ): Promise<Invitation[] | UserRefusal | 'not_stored'>;

  /** Those that the user has sent and that are not accepted, the newest first, 100 at most. */
  abstract sent(user: UserRef): Promise<Invitation[] | UserRefusal | 'not_stored'>;

  /** The invitation of a token. */
  abstract find(
    user: UserRef,
    tokenHash: string,
  ): Promise<Invitation | UserRefusal | 'invitation_missing' | 'not_stored'>;

  /**
   * Makes the user a member, and its sender one who may share with the user. Once more by the same user, it changes
   * nothing. `invitation_missing` if it is not for the user, was withdrawn or accepted by
   * another one, or its sender does not own the item or the list any more.
   *
   * @returns the item, or the list of the user
   */
  abstract accept(
    user: Actor,
    id: number,
    invitee: Invitee,
  ): Promise<
    Inviting | UserRefusal | ShareRefusal | ListShareRefusal | 'invitation_missing' | 'not_stored'
  >;

  /** Hides the invitation from the user of its email, and all of its sender from a user who blocks them. */
  abstract decline(
    user: UserRef,
    id: number,
    invitee: Invitee,
    blocks: boolean,
  ): Promise<'done' | UserRefusal | 'invitation_missing' | 'not_stored'>;

  /** Makes an invitation invalid that the user has sent. */
  abstract withdraw(
    user: UserRef,
    id: number,
  ): Promise<'done' | UserRefusal | 'invitation_missing' | 'not_stored'>;
}
