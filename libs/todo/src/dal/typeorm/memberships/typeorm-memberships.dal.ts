import type { DataSource, EntityManager } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import { mayRemove, type Membership } from '../../../core/membership.js';
import type { MembershipsDal } from '../../../core/ports/memberships.dal.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { TO } from '../invitations/invitations.statements.js';
import { senderStateOf } from '../invitations/senders.statements.js';
import { noteAction } from '../item-entries.js';
import { announced } from '../versions/announced.js';
import { addMember, roleOf } from './add-member.js';
import { lockItem, removeMemberships } from './memberships.js';
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

  share(owner: Actor, itemId: number, target: UserRef, email?: string) {
    return announced(this.dataSource, this.shareOne(owner, itemId, target, email));
  }

  remove(user: Actor, itemId: number, userId: number) {
    return announced(this.dataSource, this.removeOne(user, itemId, userId));
  }

  private async shareOne(owner: Actor, itemId: number, target: UserRef, email?: string) {
    await insertUserRefs(this.dataSource, [target]);
    return this.dataSource.transaction(async (manager): ReturnType<MembershipsDal['share']> => {
      await lockItem(manager, itemId);
      await lockUser(manager, target.userId);
      const { refusal } = await readUserRef(manager, owner);
      if (refusal) return refusal;
      if (email !== undefined && !(await this.accepts(target, owner))) return 'not_accepted';
      const added = await addMember(manager, this.limits, owner.userId, itemId, target);
      if (added !== 'done') return added;
      const closed = [itemId, owner.userId, email, target.userId];
      if (email !== undefined) await this.statements.run(TO.item.close, closed);
      await noteAction(this.statements, 'item_shared', owner, itemId, target.userId);
      return 'done';
    });
  }

  /** The user is locked: a block and a share take turns. */
  private async accepts({ userId }: UserRef, sender: UserRef): Promise<boolean> {
    return (await senderStateOf(this.statements, userId, sender.userId)) === 'accepted';
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
      if (userId !== user.userId)
        await noteAction(this.statements, 'member_removed', user, itemId, userId);
      // An item that no other user has is deleted, which concerns no one else.
      else if (await hasItem(manager, itemId))
        await noteAction(this.statements, 'item_left', user, itemId);
      return 'done';
    });
  }
}

async function hasItem(manager: EntityManager, id: number): Promise<boolean> {
  return (await manager.query<[]>('SELECT FROM todo.to_do_items WHERE id = $1', [id])).length > 0;
}
