import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { Membership } from '../../../core/membership.js';
import { ListMembersDal } from '../../../core/ports/list-members.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { CLOSE_OF_LIST } from '../invitations/invitations.statements.js';
import { senderStateOf } from '../invitations/senders.statements.js';
import { insertUserRefs, readUserRef } from '../users/user-refs.js';
import { announced } from '../versions/announced.js';
import { joinList } from './join-list.js';
import { leaveList } from './leave-list.js';
import { retried } from './retried.js';
import { ROWS_OF_LIST } from './shared-lists.statements.js';

export class TypeormListMembersDal extends ListMembersDal {
  private readonly statements: StatementRunner;

  constructor(
    private readonly source: DataSource,
    private readonly limits: ItemLimits,
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

  override async share(owner: UserRef, listId: number, target: UserRef, email: string) {
    await insertUserRefs(this.source, [target]);
    const key = { userId: owner.userId, listId };
    const sharing = retried(this.source, owner, async (manager) => {
      const joined = await joinList(this.statements, manager, this.limits, key, target);
      if (joined === 'too_many_lists') return 'too_many_shares' as const;
      if (typeof joined !== 'number') return joined;
      // Under the lock of the user: a block and a share take turns.
      const state = await senderStateOf(this.statements, target.userId, owner.userId);
      if (state !== 'accepted') return 'not_accepted' as const;
      const closed = [listId, owner.userId, email, target.userId];
      await this.statements.run(CLOSE_OF_LIST, closed);
      return 'done' as const;
    });
    return announced(this.source, sharing);
  }

  override remove(user: UserRef, listId: number, userId: number) {
    const leaving = retried(this.source, user, (manager) =>
      leaveList(this.statements, manager, user, listId, userId),
    );
    return announced(this.source, leaving);
  }
}
