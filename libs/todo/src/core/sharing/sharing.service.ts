import { type AuthClient, authKernelErrors } from '#auth-kernel';
import { isServiceError, ServiceError } from '#glue/errors';
import { todoErrors } from '../../todo.errors.js';
import type { Inviting } from '../invitations/invitation.js';
import type { InvitationsService, NewInvitation } from '../invitations/invitations.service.js';
import { mayRemove, mayShare, type Membership, type MembershipRole } from '../membership.js';
import type { SendersDal } from '../ports/senders.dal.js';
import { type Refusal, unwrap } from '../refusal.js';
import { type Actor, NO_USER, type UserRef } from '../user-ref.js';
import { usersById } from '../users/users-by-id.js';

/** A member of an item or a list, as shown to the other members. */
export interface ShownMember {
  userId: number;
  email: string;
  role: MembershipRole;
}

/** What has become of a share: all members, or an invitation. */
export type Shared = { members: ShownMember[] } | { invitation: NewInvitation };

/** Stores the members of what is shared: see `MembershipsDal` and `ListMembersDal`. */
export interface MembersDal {
  listOf(user: UserRef, id: number): Promise<Membership[] | Refusal>;
  share(
    owner: Actor,
    id: number,
    target: UserRef,
    email: string,
  ): Promise<'done' | 'not_accepted' | Refusal>;
  remove(user: Actor, id: number, userId: number): Promise<'done' | Refusal>;
}

/** What is shared: who has it, how an invitation names it, and what the store says if the caller has no such thing. */
export interface SharedThing {
  members: MembersDal;
  inviting: (id: number) => Inviting;
  missing: Refusal;
}

/**
 * The members of what is shared. Members read and leave it; the owner also shares it and removes members. Every method throws
 * `item_not_found` or `list_not_found` for what is not the caller's, before it reveals anything about other users.
 */
export abstract class SharingService {
  protected constructor(
    private readonly shared: SharedThing,
    private readonly senders: SendersDal,
    private readonly invitations: InvitationsService,
    private readonly auth: AuthClient,
  ) {}

  /** All members: the owner, then the others, earliest first. */
  async listUsers(caller: UserRef, id: number): Promise<ShownMember[]> {
    return this.describe(await this.membersOf(caller, id));
  }

  /**
   * Shares with the user of this email, who has accepted the caller before. All others are invited.
   *
   * @param email in lower case
   * @throws ServiceError `owner_required`, `already_shared`, `share_limit_reached`, `member_limit_reached`,
   * `invitation_limit_reached`; with a store that has no invitations `user_not_found`
   */
  async share(caller: Actor, id: number, email: string): Promise<Shared> {
    const before = await this.membersOf(caller, id);
    if (!mayShare(roleOf(before, caller.userId))) throw new ServiceError(todoErrors.owner_required);
    const target = await this.targetOf(email);
    // Members are no secret to the owner.
    if (target && roleOf(before, target.userId)) throw new ServiceError(todoErrors.already_shared);
    // Also of an unknown user: an answer takes as long as one about a user who has not accepted the caller.
    const state = await this.senders.stateOf(target?.userId ?? NO_USER, caller.userId);
    if (target && state === 'accepted' && (await this.shareAtOnce(caller, id, email, target))) {
      return { members: await this.listUsers(caller, id) };
    }
    // Who was accepted a moment ago has blocked or forgotten the caller: the safe guess is the block.
    const invited = { email, user: target, isUnwanted: state !== undefined };
    const invitation = this.invitations.create(caller, this.shared.inviting(id), invited);
    return { invitation: await invitation };
  }

  /**
   * Removes a member: the caller leaves, or the owner removes another member. Resolves to the remaining members that the
   * caller may see.
   *
   * @throws ServiceError `owner_required`, `connection_not_found`
   */
  async remove(caller: Actor, id: number, userId: number): Promise<ShownMember[]> {
    const before = await this.membersOf(caller, id);
    if (!roleOf(before, userId)) throw new ServiceError(todoErrors.connection_not_found);
    const isAllowed = mayRemove(roleOf(before, caller.userId), userId === caller.userId);
    if (!isAllowed) throw new ServiceError(todoErrors.owner_required);
    unwrap(await this.shared.members.remove(caller, id, userId));
    return this.describe(unwrap(await this.shared.members.listOf(caller, id)));
  }

  /** Not if the target does not accept the caller any more. */
  private async shareAtOnce(caller: Actor, id: number, email: string, target: UserRef) {
    const outcome = await this.shared.members.share(caller, id, target, email);
    if (outcome === 'not_accepted') return false;
    unwrap(outcome);
    return true;
  }

  /** With a store that has no invitations, an email that no user has is an error. */
  private async targetOf(email: string): Promise<UserRef | undefined> {
    try {
      const { id: userId, uniqueId } = await this.auth.userByEmail(email);
      return { userId, uniqueId };
    } catch (error) {
      const isUnknown = isServiceError(error, authKernelErrors.user_not_found);
      if (this.invitations.areOn && isUnknown) return undefined;
      throw error;
    }
  }

  private async membersOf(caller: UserRef, id: number): Promise<Membership[]> {
    const members = unwrap(await this.shared.members.listOf(caller, id));
    return members.length === 0 ? unwrap(this.shared.missing) : members;
  }

  /** Omits users who are unknown to auth. */
  private async describe(members: Membership[]): Promise<ShownMember[]> {
    const ids = members.map(({ userId }) => userId);
    const users = await usersById(this.auth, ids);
    return members.flatMap(({ userId, role }) => {
      const email = users.get(userId)?.email;
      return email === undefined ? [] : [{ userId, email, role }];
    });
  }
}

function roleOf(members: Membership[], userId: number): MembershipRole | undefined {
  return members.find((member) => member.userId === userId)?.role;
}
