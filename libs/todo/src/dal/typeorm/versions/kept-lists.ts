import { LRUCache } from 'lru-cache';
import { Batcher } from '#glue/batch';
import type { StatementRunner } from '#glue/db';
import type { ItemsJson } from '../../../core/items-json.js';
import { type VersionRow, VERSIONS } from './versions.statement.js';

/** What an entry takes beside its text, in bytes: measured with lists of no items. */
const ENTRY_BYTES = 900;

/** The name of the contents of a user's list: no list of another user has it. */
export function tagOf(
  userId: number,
  { epoch, version }: Pick<VersionRow, 'epoch' | 'version'>,
): string {
  return `${epoch}-${userId.toString(16)}-${version}`;
}

/**
 * Keeps the last list that this process has read of each user, under its tag. Each read asks the database for the version,
 * so that no list is stale: one statement for concurrent requests, which reads two rows per user and no items. Optimized
 * for speed: `npm run bench -- --part many-tokens`.
 */
export class KeptLists {
  private readonly batcher: Batcher<number, VersionRow>;
  private readonly lists: LRUCache<number, ItemsJson>;

  /** @param maxBytes of all lists together; the longest unused ones are dropped */
  constructor(
    private readonly statements: StatementRunner,
    maxBytes: number,
  ) {
    this.batcher = new Batcher((userIds) => this.readAll(userIds), statements.sharing);
    this.lists = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: ({ body }) => body.length + ENTRY_BYTES,
    });
  }

  has(userId: number): boolean {
    return this.lists.has(userId);
  }

  /** What is known of the user now, and the list if its version is the present one. */
  async read(userId: number): Promise<{ row: VersionRow; list: ItemsJson | undefined }> {
    const row = await this.batcher.load(userId);
    const list = this.lists.get(userId);
    return { row, list: list?.tag === tagOf(userId, row) ? list : undefined };
  }

  keep(userId: number, list: ItemsJson): void {
    this.lists.set(userId, list);
  }

  /** After a change the list is read at once, without a question for its version. */
  drop(userId: number): void {
    this.lists.delete(userId);
  }

  private async readAll(userIds: readonly number[]): Promise<VersionRow[]> {
    const users = [...new Set(userIds)];
    const rows = await this.statements.run(VERSIONS, [users]);
    const byUser = new Map(rows.map((row) => [users[row.n - 1]!, row]));
    return userIds.map((userId) => byUser.get(userId)!);
  }
}
