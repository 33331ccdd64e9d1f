import { ServiceError } from '#glue/errors';
import type { Membership } from '../../core/membership.js';
import type { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { assertMayShare, asTarget, type Shares } from '../../core/sharing.rules.js';
import type { UserRef } from '../../core/user-ref.js';
import { roleOf } from './json-file-items.dal.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import {
  byPrecedence,
  insertUserRefs,
  assertActive,
  removeMemberships,
} from './items-file.users.js';

/** {@link MembershipsDal} in one JSON file. */
export class JsonFileMembershipsDal implements MembershipsDal {
  constructor(
    private readonly store: ItemsFileStore,
    private readonly limits: ItemLimits,
  ) {}

  async listOf(user: UserRef, itemId: number): Promise<Membership[]> {
    const content = this.store.read();
    assertActive(content, user);
    if (!roleOf(content, user.id, itemId)) return [];
    return content.connections
      .filter(({ to_do_id }) => to_do_id === itemId)
      .sort(byPrecedence)
      .map(({ user_id, role }) => ({ userId: user_id, role }));
  }

  async share(owner: UserRef, itemId: number, target: UserRef): Promise<boolean> {
    return this.store.change((content) => {
      assertActive(content, owner);
      assertTargetActive(content, target);
      if (roleOf(content, owner.id, itemId) !== 'owner') return false;
      if (roleOf(content, target.id, itemId)) throw new ServiceError('already_shared');
      assertMayShare(sharesOf(content, owner.id, target.id, itemId), this.limits);
      insertUserRefs(content, target);
      content.connections.push({
        user_id: target.id,
        to_do_id: itemId,
        role: 'member',
        created_at: new Date().toISOString(),
      });
      return true;
    });
  }

  async remove(user: UserRef, itemId: number, userId: number): Promise<boolean> {
    return this.store.change((content) => {
      assertActive(content, user);
      const role = roleOf(content, user.id, itemId);
      const isTheirs = userId === user.id || role === 'owner';
      if (!role || !isTheirs || !roleOf(content, userId, itemId)) return false;
      removeMemberships(content, userId, itemId);
      return true;
    });
  }
}

function sharesOf(
  { connections }: Readonly<ItemsFile>,
  ownerId: number,
  targetId: number,
  itemId: number,
): Shares {
  const members = connections.filter(({ role }) => role === 'member');
  const ofTarget = members.filter(({ user_id }) => user_id === targetId);
  const owned = connections.filter(({ user_id, role }) => user_id === ownerId && role === 'owner');
  const ownersItems = new Set(owned.map(({ to_do_id }) => to_do_id));
  return {
    toReceiver: ofTarget.length,
    bySender: ofTarget.filter(({ to_do_id }) => ownersItems.has(to_do_id)).length,
    members: members.filter(({ to_do_id }) => to_do_id === itemId).length,
  };
}

function assertTargetActive(content: ItemsFile, target: UserRef): void {
  try {
    assertActive(content, target);
  } catch (error) {
    throw asTarget(error);
  }
}
