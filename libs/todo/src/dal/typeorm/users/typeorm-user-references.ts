import type { DataSource } from 'typeorm';
import { DatabaseReferences, lockUntilCommit, StatementRunner } from '#glue/db';
import type { Reference } from '#glue/references';
import { lockItemsOf, removeMemberships } from '../memberships/memberships.js';
import { DELETE_TRASH, LOCK_TRASH } from '../trash/trash.statements.js';
import { FORGET_INVITEE } from '../invitations/invitations.statements.js';
import { LOCK_LISTS_OF_USER } from '../shared-lists/shared-lists.statements.js';
import { insertUserRefs } from './user-refs.js';

/** Users in `user_refs`. Items and the trash are always locked before users, and shared items are handed over. */
export class TypeormUserReferences extends DatabaseReferences {
  private readonly own: StatementRunner;

  constructor(source: DataSource) {
    super(source, 'todo', 'user', {
      'todo.user_connections': 'user_id',
      'todo.lists': 'user_id',
      'todo.trash': 'user_id',
      'todo.idempotency_keys': 'user_id',
      'todo.client_ids': 'user_id',
      'todo.invitations': 'sender_id',
      'todo.senders': ['user_id', 'sender_id'],
    });
    this.own = new StatementRunner(source);
  }

  override insert(references: readonly Reference[]): Promise<void> {
    const users = references.map(({ id: userId, uniqueId }) => ({ userId, uniqueId }));
    return insertUserRefs(this.source, users);
  }

  /** Deletions take turns: an item that is shared with the user meanwhile is locked after others of a higher id. */
  protected override async lockRows(userId: number): Promise<void> {
    await lockUntilCommit(this.source, 'deletions of users of todo');
    await lockItemsOf(this.source, userId);
    await this.own.run(LOCK_TRASH, [userId]);
  }

  /** Locks the items that were created since, also by others in lists that the user has with them: they wait from here on. */
  protected override async deleteRows(userId: number): Promise<void> {
    await this.own.run(LOCK_LISTS_OF_USER, [userId]);
    await this.own.run(FORGET_INVITEE, [userId]);
    await removeMemberships(this.source, userId, await lockItemsOf(this.source, userId));
    await this.own.run(DELETE_TRASH, [userId]);
    await super.deleteRows(userId);
  }
}
