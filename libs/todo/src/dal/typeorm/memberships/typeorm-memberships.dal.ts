import type { DataSource, EntityManager } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { type ItemLimits, shareRefusal } from '../../../core/item-limits.js';
import {
  mayRemove,
  mayShare,
  type Membership,
  type MembershipRole,
} from '../../../core/membership.js';
import type { MembershipsDal } from '../../../core/ports/memberships.dal.js';
import { asTarget, type UserRefusal } from '../../../core/refusal.js';
import { entriesOf, type ItemAction } from '../../../core/item-actions.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { NOTE } from '../item-entries.js';
import { announced } from '../versions/announced.js';
import { lockItem, removeMemberships } from './memberships.js';
import { sharesOf } from './shares.js';
import { insertUserRefs, lockUser, readUserRef } from '../users/user-refs.js';

export class TypeormMembershipsDal implements MembershipsDal {
  private readonly statements: StatementRunner;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: ItemLimits,
  ) {
    this.statements = new StatementRunner(dataSource);
  }

  async listOf(user: UserRef, itemId: number): Promise<Membership[] | UserRefusal> {
    const { refusal } = await readUserRef(this.dataSource, user);
    if (refusal) return refusal;
    const members = await this.dataSource.query<Membership[]>(
      `SELECT user_id AS "userId", role FROM todo.user_connections
       WHERE to_do_id = $1 ORDER BY role DESC, created_at, user_id`,
      [itemId],
    );
    return members.some(({ userId }) => userId === user.userId) ? members : [];
  }

  share(owner: Actor, itemId: number, target: UserRef) {
    return announced(this.dataSource, this.shareOne(owner, itemId, target));
  }

  remove(user: Actor, itemId: number, userId: number) {
    return announced(this.dataSource, this.removeOne(user, itemId, userId));
  }

  private async shareOne(owner: Actor, itemId: number, target: UserRef) {
    await insertUserRefs(this.dataSource, [target]);
    return this.dataSource.transaction(async (manager): ReturnType<MembershipsDal['share']> => {
      await lockItem(manager, itemId);
      // Until the end of the transaction, the target cannot be deleted, so that nothing is shared with a
      // deleted user, and no other transaction can share with the target, so that the shares can be
      // counted.
      await lockUser(manager, target.userId);
      const { refusal } = await readUserRef(manager, owner);
      if (refusal) return refusal;
      const ofTarget = (await readUserRef(manager, target)).refusal;
      if (ofTarget) return asTarget(ofTarget);
      if (!mayShare(await roleOf(manager, owner.userId, itemId))) return 'item_missing';
      if (await roleOf(manager, target.userId, itemId)) return 'already_member';
      const [shares] = await sharesOf(manager, owner.userId, [target.userId], itemId);
      const full = shareRefusal(shares!, this.limits);
      if (full) return full;
      await manager.query(
        "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'member')",
        [target.userId, itemId],
      );
      await this.note('item_shared', owner, itemId, target.userId);
      return 'done';
    });
  }

  private async removeOne(user: Actor, itemId: number, userId: number) {
    return this.dataSource.transaction(async (manager): ReturnType<MembershipsDal['remove']> => {
      const { refusal } = await readUserRef(manager, user);
      if (refusal) return refusal;
      await lockItem(manager, itemId);
      const isAllowed = mayRemove(
        await roleOf(manager, user.userId, itemId),
        userId === user.userId,
      );
      if (!isAllowed || !(await roleOf(manager, userId, itemId))) return 'member_missing';
      await removeMemberships(manager, userId, [itemId], user.uniqueId);
      if (userId !== user.userId) await this.note('member_removed', user, itemId, userId);
      // An item that no other user has is deleted, which concerns no one else.
      else if (await hasItem(manager, itemId)) await this.note('item_left', user, itemId);
      return 'done';
    });
  }

  private async note(action: ItemAction, actor: Actor, itemId: number, ...others: number[]) {
    for (const entry of entriesOf(action, actor, itemId, others)) {
      const { subject, object, address = null, device = null } = entry;
      await this.statements.run(NOTE, [subject, entry.actor, action, object, address, device]);
    }
  }
}

async function hasItem(manager: EntityManager, id: number): Promise<boolean> {
  return (await manager.query<[]>('SELECT FROM todo.to_do_items WHERE id = $1', [id])).length > 0;
}

async function roleOf(
  manager: EntityManager,
  userId: number,
  itemId: number,
): Promise<MembershipRole | undefined> {
  const [membership] = await manager.query<Membership[]>(
    'SELECT role FROM todo.user_connections WHERE user_id = $1 AND to_do_id = $2',
    [userId, itemId],
  );
  return membership?.role;
}
