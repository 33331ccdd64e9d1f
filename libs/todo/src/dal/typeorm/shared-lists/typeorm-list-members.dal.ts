import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { Membership } from '../../../core/membership.js';
import { ListMembersDal } from '../../../core/ports/list-members.dal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { TO } from '../invitations/invitations.statements.js';
import { senderStateOf } from '../invitations/senders.statements.js';
import { noteListAction } from '../item-entries.js';
import { retried } from '../unless-refused.js';
import { insertUserRefs, readUserRef } from '../users/user-refs.js';
import { announced } from '../versions/announced.js';
import { joinList } from './join-list.js';
import { leaveList } from './leave-list.js';
import { ATTEMPTS } from './lock-list.js';
import { ROWS_OF_LIST } from './shared-lists.statements.js';

export class TypeormListMembersDal extends ListMembersDal {
  readonly statements: StatementRunner;

  constructor(
    readonly source: DataSource,
    readonly limits: ItemLimits,
  ) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async listOf(user: UserRef, listId: number) {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const rows = await this.statements.run(ROWS_OF_LIST, [user.userId, listId]);
    return rows.map(({ userId, role }): Membership => ({ userId, role }));
  }

  override async share(owner: Actor, listId: number, target: UserRef, email: string) {
    await insertUserRefs(this.source, [target]);
    const key = { userId: owner.userId, listId };
    const sharing = retried(this.source, ATTEMPTS, async (manager, isLast) => {
      const { refusal } = await readUserRef(manager, owner);
      if (refusal) return refusal;
      const locking = { statements: this.statements, manager, isLast };
      const joined = await joinList(locking, this.limits, key, target);
      if (joined === 'too_many_lists') return 'too_many_shares' as const;
      if (typeof joined !== 'number') return joined;
      // Under the lock of the user: a block and a share take turns.
      const state = await senderStateOf(this.statements, target.userId, owner.userId);
      if (state !== 'accepted') return 'not_accepted' as const;
      const closed = [listId, owner.userId, email, target.userId];
      await this.statements.run(TO.list.close, closed);
      const member = { userId: target.userId, listId: joined };
      await noteListAction(this.statements, 'list_shared', { ...owner, listId }, member);
      return 'done' as const;
    });
    return announced(this.source, sharing);
  }

  override remove(user: Actor, listId: number, userId: number) {
    return announced(this.source, leaveList(this, user, listId, userId));
  }
}
