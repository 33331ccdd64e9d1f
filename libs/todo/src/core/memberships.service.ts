import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import type { Membership } from './membership.js';
import { MEMBERSHIPS_DAL, type MembershipsDal } from './ports/memberships.dal.js';
import type { MembershipRole } from './membership.js';
import type { UserRef } from './user-ref.js';

/** Somebody who has an item, as the others who have it may see them. */
export interface ItemUser {
  userId: number;
  email: string;
  role: MembershipRole;
}

/**
 * Who has an item. Members read, change and leave it; the owner also shares it and
 * takes it away from others. Every method throws `item_not_found` for an item that
 * is not the caller's, before anything is told of other users.
 */
@Injectable()
export class MembershipsService {
  constructor(
    @Inject(MEMBERSHIPS_DAL) private readonly connections: MembershipsDal,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /** All who have the item: the owner, then the members, earliest first. */
  async listUsers(caller: UserRef, itemId: number): Promise<ItemUser[]> {
    return this.describe(await this.connectionsOf(caller, itemId));
  }

  /**
   * Shares an item of the caller's with whoever has registered this email.
   *
   * @throws ServiceError `owner_required`, `user_not_found`, `already_shared`,
   * `share_limit_reached`, `member_limit_reached`
   */
  async share(caller: UserRef, itemId: number, email: string): Promise<ItemUser[]> {
    const before = await this.connectionsOf(caller, itemId);
    if (roleOf(before, caller.id) !== 'owner') throw new ServiceError('owner_required');
    const target = await this.auth.userByEmail(email);
    const shared = await this.connections.share(caller, itemId, target);
    if (!shared) throw new ServiceError('item_not_found');
    return this.listUsers(caller, itemId);
  }

  /**
   * Takes an item away from a user: the caller leaves it, or its owner takes it from a
   * member. Resolves to those who have it afterwards, as far as the caller may see.
   *
   * @throws ServiceError `owner_required`, `connection_not_found`
   */
  async remove(caller: UserRef, itemId: number, userId: number): Promise<ItemUser[]> {
    const before = await this.connectionsOf(caller, itemId);
    if (!roleOf(before, userId)) throw new ServiceError('connection_not_found');
    const mayRemove = userId === caller.id || roleOf(before, caller.id) === 'owner';
    if (!mayRemove) throw new ServiceError('owner_required');
    const removed = await this.connections.remove(caller, itemId, userId);
    if (!removed) throw new ServiceError('connection_not_found');
    return this.describe(await this.connections.listOf(caller, itemId));
  }

  private async connectionsOf(caller: UserRef, itemId: number): Promise<Membership[]> {
    const connections = await this.connections.listOf(caller, itemId);
    if (connections.length === 0) throw new ServiceError('item_not_found');
    return connections;
  }

  /** Leaves out whom auth does not know any more: their connection is about to go. */
  private async describe(connections: Membership[]): Promise<ItemUser[]> {
    if (connections.length === 0) return [];
    const users = await this.auth.usersByIds(connections.map(({ userId }) => userId));
    const emails = new Map(users.map(({ id, email }) => [id, email]));
    return connections.flatMap(({ userId, role }) => {
      const email = emails.get(userId);
      return email === undefined ? [] : [{ userId, email, role }];
    });
  }
}

function roleOf(connections: Membership[], userId: number): MembershipRole | undefined {
  return connections.find((connection) => connection.userId === userId)?.role;
}
