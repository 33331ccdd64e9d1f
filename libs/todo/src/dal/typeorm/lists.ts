import { LRUCache } from 'lru-cache';
import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, type StatementRunner } from '#glue/db';
import { LIST, type ListRow } from './list.statement.js';
import { Turns } from './turns.js';

/** Lists of a user who owns more items are long, and so are those of more characters. */
const LONG_ITEMS = 500;
const LONG_TEXT = 64 * 1024;
/** Users whose long lists are remembered. One who is not is found out by the first statement. */
const REMEMBERED = 10_000;

/**
 * Reads the items of users, of many in one statement when many ask at once. Long lists are
 * read by themselves, one at a time: a statement takes as long as the longest of its lists,
 * and what is read of one keeps the process busy. The rest of the database's time is for
 * the others.
 */
export class Lists {
  private readonly batcher: Batcher<number, ListRow>;
  private readonly long = new LRUCache<number, true>({ max: REMEMBERED });
  private readonly turns = new Turns();

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((userIds) => this.readAll(userIds), SHARED_STATEMENTS);
  }

  /** A row may be `unread`, if its list turned out to be long: {@link readLong} reads it. */
  read(userId: number): Promise<ListRow> {
    return this.long.has(userId) ? this.readLong(userId) : this.batcher.ask(userId);
  }

  /** Reads the list of a user, however long it is. */
  async readLong(userId: number): Promise<ListRow> {
    const [row] = await this.turns.take(userId, () => this.statements.run(LIST, [[userId], null]));
    this.remember(row!);
    return row!;
  }

  /** Does what goes through all items of a user: at once, or in turn if these are many. */
  forAllItems<T>(userId: number, work: () => Promise<T>): Promise<T> {
    return this.long.has(userId) ? this.turns.take(userId, work) : work();
  }

  private async readAll(userIds: readonly number[]): Promise<ListRow[]> {
    const rows = await this.statements.run(LIST, [[...new Set(userIds)], LONG_ITEMS]);
    const byUser = new Map<number, ListRow>();
    for (const row of rows) {
      byUser.set(row.user_id, row);
      if (isLong(row)) this.remember(row);
    }
    return userIds.map((userId) => byUser.get(userId)!);
  }

  private remember(row: ListRow): void {
    if (isLong(row)) this.long.set(row.user_id, true);
    else this.long.delete(row.user_id);
  }
}

function isLong({ owned_items, pending, done }: ListRow): boolean {
  const text = (pending?.length ?? 0) + (done?.length ?? 0);
  return text > LONG_TEXT || (owned_items ?? 0) > LONG_ITEMS;
}
