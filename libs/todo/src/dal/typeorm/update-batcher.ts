import { Batcher } from '#glue/batch';
import type { StatementRunner } from '#glue/db';
import type { ToDo, UserRef } from '../todo.dal.js';
import { UPDATE } from './todo.statements.js';

/** As for new items: a commit is worth sharing. */
const BOUNDS = { calls: 2, size: 100 };

interface Change {
  user: UserRef;
  item: ToDo;
}

/** Changes items, those of many requests in one statement, which is one commit. */
export class UpdateBatcher {
  private readonly batcher: Batcher<Change, boolean>;

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((changes) => this.updateAll(changes), BOUNDS);
  }

  /**
   * `false`, and nothing was changed, if the item is not the user's, if the user is
   * deleted or another, or if somebody else is changing the item just now.
   */
  update(user: UserRef, item: ToDo): Promise<boolean> {
    return this.batcher.ask({ user, item });
  }

  private async updateAll(changes: readonly Change[]): Promise<boolean[]> {
    const rows = await this.statements.run(UPDATE, [
      changes.map(({ user }) => user.id),
      changes.map(({ user }) => user.uniqueId),
      changes.map(({ item }) => item.id),
      changes.map(({ item }) => item.title),
      changes.map(({ item }) => item.status),
    ]);
    const updated = new Set(rows.map(({ n }) => n));
    return changes.map((_, index) => updated.has(index + 1));
  }
}
