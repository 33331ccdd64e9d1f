import { type ItemLimits, shareRefusal, type Shares } from '../../core/item-limits.js';
import { mayRemove, mayShare, type Membership } from '../../core/membership.js';
import type { MembershipsDal } from '../../core/ports/memberships.dal.js';
import { asTarget, type UserRefusal } from '../../core/refusal.js';
import type { UserRef } from '../../core/user-ref.js';
import { roleOf } from './items-file.items.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { byPrecedence, insertUserRefs, refusalOf, removeMemberships } from './items-file.users.js';

export class JsonFileMembershipsDal implements MembershipsDal {
  constructor(
    private readonly store: ItemsFileStore,
    private readonly limits: ItemLimits,
  ) {}

  async listOf(user: UserRef, itemId: number): Promise<Membership[] | UserRefusal> {
    const content = this.store.read();
    const refusal = refusalOf(content, user);
    if (refusal) return refusal;
    if (!roleOf(content, user.userId, itemId)) return [];
    return content.connections
      .filter(({ to_do_id }) => to_do_id === itemId)
      .sort(byPrecedence)
      .map(({ user_id, role }) => ({ userId: user_id, role }));
  }

  share(owner: UserRef, itemId: number, target: UserRef): ReturnType<MembershipsDal['share']> {
    return this.store.changeBy(owner, (content) => {
      const ofTarget = refusalOf(content, target);
      if (ofTarget) return asTarget(ofTarget);
      if (!mayShare(roleOf(content, owner.userId, itemId))) return 'item_missing';
      if (roleOf(content, target.userId, itemId)) return 'already_member';
      const full = shareRefusal(
        sharesOf(content, owner.userId, target.userId, itemId),
        this.limits,
      );
      if (full) return full;
      insertUserRefs(content, target);
      content.connections.push({
        user_id: target.userId,
        to_do_id: itemId,
        role: 'member',
        created_at: new Date().toISOString(),
      });
      return 'done';
    });
  }

  remove(user: UserRef, itemId: number, userId: number): ReturnType<MembershipsDal['remove']> {
    return this.store.changeBy(user, (content) => {
      const isAllowed = mayRemove(roleOf(content, user.userId, itemId), userId === user.userId);
      if (!isAllowed || !roleOf(content, userId, itemId)) return 'member_missing';
      removeMemberships(content, userId, itemId);
      return 'done';
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
  const ofTarget = connections.filter(
    ({ user_id, role, inherited }) => user_id === targetId && (role === 'member' || inherited),
  );
  const owned = connections.filter(({ user_id, role }) => user_id === ownerId && role === 'owner');
  const ownersItems = new Set(owned.map(({ to_do_id }) => to_do_id));
  return {
    toReceiver: ofTarget.length,
    bySender: ofTarget.filter(({ to_do_id }) => ownersItems.has(to_do_id)).length,
    members: members.filter(({ to_do_id }) => to_do_id === itemId).length,
  };
}
