import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { todoErrors } from '../todo.errors.js';
import { mayRemove, mayShare, type Membership, type MembershipRole } from './membership.js';
import { MembershipsDal } from './ports/memberships.dal.js';
import { unwrap } from './refusal.js';
import type { Actor, UserRef } from './user-ref.js';

/** A member of an item, as shown to the other members. */
export interface ItemUser {
  userId: number;
  email: string;
  role: MembershipRole;
}

/**
 * The memberships of an item. Members read, change and leave it; the owner also shares it and
 * removes members. Every method throws `item_not_found` for an item that is not the caller's,
 * before it reveals anything about other users.
 */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly memberships: MembershipsDal,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /** All members of the item: the owner, then the others, earliest first. */
  async listUsers(caller: UserRef, itemId: number): Promise<ItemUser[]> {
    return this.describe(await this.membersOf(caller, itemId));
  }

  /**
   * Shares an item of the caller with the user of this email.
   *
   * @throws ServiceError `owner_required`, `user_not_found`, `already_shared`,
   * `share_limit_reached`, `member_limit_reached`
   */
  async share(caller: Actor, itemId: number, email: string): Promise<ItemUser[]> {
    const before = await this.membersOf(caller, itemId);
    if (!mayShare(roleOf(before, caller.userId))) throw new ServiceError(todoErrors.owner_required);
    const { id: userId, uniqueId } = await this.auth.userByEmail(email);
    unwrap(await this.memberships.share(caller, itemId, { userId, uniqueId }));
    return this.listUsers(caller, itemId);
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

  private async membersOf(caller: UserRef, itemId: number): Promise<Membership[]> {
    const members = unwrap(await this.memberships.listOf(caller, itemId));
    if (members.length === 0) throw new ServiceError(todoErrors.item_not_found);
    return members;
  }

  /** Omits users who are unknown to auth: their memberships are about to be removed. */
  private async describe(members: Membership[]): Promise<ItemUser[]> {
    if (members.length === 0) return [];
    const users = await this.auth.usersByIds(members.map(({ userId }) => userId));
    const emails = new Map(users.map(({ id, email }) => [id, email]));
    return members.flatMap(({ userId, role }) => {
      const email = emails.get(userId);
      return email === undefined ? [] : [{ userId, email, role }];
    });
  }
}

function roleOf(members: Membership[], userId: number): MembershipRole | undefined {
  return members.find((member) => member.userId === userId)?.role;
}
