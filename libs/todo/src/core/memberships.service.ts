import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient, authKernelErrors } from '#auth-kernel';
import { isServiceError, ServiceError } from '#glue/errors';
import { todoErrors } from '../todo.errors.js';
import { mayRemove, mayShare, type Membership, type MembershipRole } from './membership.js';
import { InvitationsService, type NewInvitation } from './invitations/invitations.service.js';
import { MembershipsDal } from './ports/memberships.dal.js';
import { SendersDal } from './ports/senders.dal.js';
import { unwrap } from './refusal.js';
import { usersById } from './users/users-by-id.js';
import { type Actor, NO_USER, type UserRef } from './user-ref.js';

/** A member of an item, as shown to the other members. */
export interface ItemUser {
  userId: number;
  email: string;
  role: MembershipRole;
}

/** What has become of a share: all members, or an invitation. */
export type Shared = { members: ItemUser[] } | { invitation: NewInvitation };

/**
 * The memberships of an item. Members read, change and leave it; the owner also shares it and
 * removes members. Every method throws `item_not_found` for an item that is not the caller's,
 * before it reveals anything about other users.
 */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly memberships: MembershipsDal,
    private readonly senders: SendersDal,
    private readonly invitations: InvitationsService,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /** All members of the item: the owner, then the others, earliest first. */
  async listUsers(caller: UserRef, itemId: number): Promise<ItemUser[]> {
    return this.describe(await this.membersOf(caller, itemId));
  }

  /**
   * Shares an item of the caller with the user of this email, who has accepted the caller before. All others are invited.
   *
   * @param email in lower case
   * @throws ServiceError `owner_required`, `already_shared`, `share_limit_reached`, `member_limit_reached`,
   * `invitation_limit_reached`; with a store that has no invitations `user_not_found`
   */
  async share(caller: Actor, itemId: number, email: string): Promise<Shared> {
    const before = await this.membersOf(caller, itemId);
    if (!mayShare(roleOf(before, caller.userId))) throw new ServiceError(todoErrors.owner_required);
    const target = await this.targetOf(email);
    // Members are no secret to the owner.
    if (target && roleOf(before, target.userId)) throw new ServiceError(todoErrors.already_shared);
    // Also of an unknown user: an answer takes as long as one about a user who has not accepted the caller.
    const state = await this.senders.stateOf(target?.userId ?? NO_USER, caller.userId);
    if (target && state === 'accepted' && (await this.shareAtOnce(caller, itemId, email, target))) {
      return { members: await this.listUsers(caller, itemId) };
    }
    // Who was accepted a moment ago has blocked or forgotten the caller: the safe guess is the block.
    const invited = { email, user: target, isUnwanted: state !== undefined };
    return { invitation: await this.invitations.create(caller, itemId, invited) };
  }

  /** Not if the target does not accept the caller any more. */
  private async shareAtOnce(
    caller: Actor,
    itemId: number,
    email: string,
    target: UserRef,
  ): Promise<boolean> {
    const outcome = await this.memberships.share(caller, itemId, target, email);
    if (outcome === 'not_accepted') return false;
    unwrap(outcome);
    return true;
  }

  /**
   * Removes a member from an item: the caller leaves it, or its owner removes another member.
   * Resolves to the remaining members that the caller may see.
   *
   * @throws ServiceError `owner_required`, `connection_not_found`
   */
  async remove(caller: Actor, itemId: number, userId: number): Promise<ItemUser[]> {
    const before = await this.membersOf(caller, itemId);
    if (!roleOf(before, userId)) throw new ServiceError(todoErrors.connection_not_found);
    const isAllowed = mayRemove(roleOf(before, caller.userId), userId === caller.userId);
    if (!isAllowed) throw new ServiceError(todoErrors.owner_required);
    unwrap(await this.memberships.remove(caller, itemId, userId));
    return this.describe(unwrap(await this.memberships.listOf(caller, itemId)));
  }

  /** With a store that has no invitations, an email that no user has is an error. */
  private async targetOf(email: string): Promise<UserRef | undefined> {
    try {
      const { id: userId, uniqueId } = await this.auth.userByEmail(email);
      return { userId, uniqueId };
    } catch (error) {
      if (this.invitations.areOn && isServiceError(error, authKernelErrors.user_not_found))
        return undefined;
      throw error;
    }
  }

  private async membersOf(caller: UserRef, itemId: number): Promise<Membership[]> {
    const members = unwrap(await this.memberships.listOf(caller, itemId));
    if (members.length === 0) throw new ServiceError(todoErrors.item_not_found);
    return members;
  }

  /** Omits users who are unknown to auth. */
  private async describe(members: Membership[]): Promise<ItemUser[]> {
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
