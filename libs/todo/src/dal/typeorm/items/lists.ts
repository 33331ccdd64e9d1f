import { LRUCache } from 'lru-cache';
import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, type StatementRunner } from '#glue/db';
import { LIST, type ListRow } from './list.statement.js';
import { Turns } from './turns.js';

interface Size {
  items: number;
  /** Characters. */
  text: number;
}

/** Lists of a user who owns more items are long, and so are those of more characters. */
const LONG: Size = { items: 500, text: 64 * 1024 };
const VERY_LONG: Size = { items: 2_000, text: 256 * 1024 };
/** Users whose long lists are remembered. One who is not is found out by the first statement. */
const REMEMBERED = 10_000;

/**
 * Reads the items of users, of many in one statement when many ask at once. Long lists are
 * read by themselves, one at a time: a statement takes as long as the longest of its lists,
 * and what is read of one keeps the process busy. The rest of the database's time is for
 * the others. Very long ones have turns of their own, so that no other list waits for them.
 */
export class Lists {
  private readonly batcher: Batcher<number, ListRow>;
  private readonly long = new Turns();
  private readonly veryLong = new Turns();
  /** In which turns the long list of a user is read. */
  private readonly turns = new LRUCache<number, Turns>({ max: REMEMBERED });

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((userIds) => this.readAll(userIds), SHARED_STATEMENTS);
  }

  /** A row may be `unread`, if its list turned out to be long: {@link readLong} reads it. */
  read(userId: number): Promise<ListRow> {
    return this.turns.has(userId) ? this.readLong(userId) : this.batcher.ask(userId);
  }

  /** Reads the list of a user, however long it is. */
  async readLong(userId: number): Promise<ListRow> {
    const turns = this.turns.get(userId) ?? this.long;
    const [row] = await turns.take(userId, () => this.statements.run(LIST, [[userId], null]));
    this.remember(row!);
    return row!;
  }

  /** Does what goes through all items of a user: at once, or in turn if these are many. */
  forAllItems<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const turns = this.turns.get(userId);
    return turns ? turns.take(userId, work) : work();
  }

  private async readAll(userIds: readonly number[]): Promise<ListRow[]> {
    const rows = await this.statements.run(LIST, [[...new Set(userIds)], LONG.items]);
    const byUser = new Map<number, ListRow>();
    for (const row of rows) {
      byUser.set(row.user_id, row);
      if (exceeds(row, LONG)) this.remember(row);
    }
    return userIds.map((userId) => byUser.get(userId)!);
  }

  private remember(row: ListRow): void {
    if (exceeds(row, VERY_LONG)) this.turns.set(row.user_id, this.veryLong);
    else if (exceeds(row, LONG)) this.turns.set(row.user_id, this.long);
    else this.turns.delete(row.user_id);
  }
}

function exceeds({ owned_items, pending, done }: ListRow, { items, text }: Size): boolean {
  return (pending?.length ?? 0) + (done?.length ?? 0) > text || (owned_items ?? 0) > items;
}
