import { LRUCache } from 'lru-cache';
import { Batcher } from '#glue/batch';
import type { StatementRunner } from '#glue/db';
import { FairQueue } from '#glue/queue';
import { LIST, type ListRow, LONG_ITEMS } from './list.statement.js';

interface Size {
  items: number;
  /** In characters. */
  text: number;
}

/** A list is long if its user owns more items, or if it has more characters. */
const LONG: Size = { items: LONG_ITEMS, text: 64 * 1024 };
const VERY_LONG: Size = { items: 2_000, text: 256 * 1024 };
/** One list at a time; users take turns. Clients do not wait longer. */
const TURNS = { atOnce: 1, maxWaitMs: 5_000 };
/** Users whose lists are known to be long. Others are detected by the first statement. */
const MAX_ENTRIES = 10_000;

/**
 * Reads the items of users, with one statement for concurrent requests. Long lists are read
 * separately, one at a time: a statement takes as long as the longest of its lists, and reading its
 * result blocks the process. Very long lists have separate turns, so that no other list waits for
 * them.
 */
export class Lists {
  private readonly batcher: Batcher<number, ListRow>;
  private readonly long = new FairQueue(TURNS);
  private readonly veryLong = new FairQueue(TURNS);
  /** The queue in which the long list of a user is read. */
  private readonly queues = new LRUCache<number, FairQueue>({ max: MAX_ENTRIES });

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((userIds) => this.readAll(userIds), this.statements.sharing);
  }

  /** A row may be `unread`, if its list is long: {@link readLong} reads it. */
  read(userId: number): Promise<ListRow> {
    return this.queues.has(userId) ? this.readLong(userId) : this.batcher.load(userId);
  }

  /** Reads the list of a user, of any length. */
  async readLong(userId: number): Promise<ListRow> {
    const queue = this.queues.get(userId) ?? this.long;
    const [row] = await queue.run([`${userId}`], () => this.statements.run(LIST, [[userId], null]));
    this.remember(userId, row!);
    return row!;
  }

  /** Runs work over all items of a user: at once, or in turn if there are many. */
  forAllItems<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(userId);
    return queue ? queue.run([`${userId}`], work) : work();
  }

  private async readAll(userIds: readonly number[]): Promise<ListRow[]> {
    const users = [...new Set(userIds)];
    const rows = await this.statements.run(LIST, [users, LONG.items]);
    const byUser = new Map<number, ListRow>();
    for (const row of rows) {
      const userId = users[row.n - 1]!;
      byUser.set(userId, row);
      if (exceeds(row, LONG)) this.remember(userId, row);
    }
    return userIds.map((userId) => byUser.get(userId)!);
  }

  private remember(userId: number, row: ListRow): void {
    if (exceeds(row, VERY_LONG)) this.queues.set(userId, this.veryLong);
    else if (exceeds(row, LONG)) this.queues.set(userId, this.long);
    else this.queues.delete(userId);
  }
}

function exceeds({ owned_items, pending, done }: ListRow, { items, text }: Size): boolean {
  return (pending?.length ?? 0) + (done?.length ?? 0) > text || (owned_items ?? 0) > items;
}
