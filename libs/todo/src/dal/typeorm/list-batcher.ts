import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, type StatementRunner } from '#glue/db';
import { LIST, type ListRow } from './list.statement.js';

/** Reads the items of users, of many in one statement when many ask at once. */
export class ListBatcher {
  private readonly batcher: Batcher<number, ListRow>;

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((userIds) => this.readAll(userIds), SHARED_STATEMENTS);
  }

  read(userId: number): Promise<ListRow> {
    return this.batcher.ask(userId);
  }

  private async readAll(userIds: readonly number[]): Promise<ListRow[]> {
    const rows = await this.statements.run(LIST, [[...new Set(userIds)]]);
    const byUser = new Map(rows.map((row) => [row.user_id, row]));
    return userIds.map((userId) => byUser.get(userId)!);
  }
}
