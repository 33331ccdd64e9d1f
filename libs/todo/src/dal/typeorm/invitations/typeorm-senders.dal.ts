import type { DataSource } from 'typeorm';
import { type Statement, StatementRunner } from '#glue/db';
import type { SenderState } from '../../../core/invitations/sender.js';
import { SendersDal } from '../../../core/ports/senders.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockUser, readUserRef } from '../users/user-refs.js';
import { ALL_SENDERS, BLOCK, FORGET_SENDER, senderStateOf } from './senders.statements.js';

/** All changes take turns with shares with the user, by the lock of the user's row. */
export class TypeormSendersDal extends SendersDal {
  private readonly statements: StatementRunner;

  constructor(private readonly source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override stateOf(userId: number, senderId: number): Promise<SenderState | undefined> {
    return senderStateOf(this.statements, userId, senderId);
  }

  override async all(user: UserRef) {
    const { refusal } = await readUserRef(this.source, user);
    return refusal ?? this.statements.run(ALL_SENDERS, [user.userId]);
  }

  override block(user: UserRef, senderId: number) {
    return this.change(user, BLOCK, senderId);
  }

  override forget(user: UserRef, senderId: number) {
    return this.change(user, FORGET_SENDER, senderId);
  }

  private change(user: UserRef, statement: Statement<object>, senderId: number) {
    return this.source.transaction(async (manager) => {
      await lockUser(manager, user.userId);
      const { refusal } = await readUserRef(manager, user);
      if (refusal) return refusal;
      const rows = await this.statements.run(statement, [user.userId, senderId]);
      return rows.length > 0 ? 'done' : 'sender_missing';
    });
  }
}
