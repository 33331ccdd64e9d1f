import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { announcerOf, type EventListener, StatementRunner } from '#glue/db';
import type { ItemEvent, ListChanges } from '../../../core/live/item-event.js';
import type { List } from '../../../core/lists/list.js';
import type { ItemsDal } from '../../../core/ports/items.dal.js';
import { ListChangesDal } from '../../../core/ports/list-changes.dal.js';
import { type UserRefusal, userRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormListsDal } from '../lists/typeorm-lists.dal.js';
import { itemOf } from '../details/details.columns.js';
import { PAGE_BYTES } from '../details/page.statement.js';
import {
  type ChangeRow,
  CHANGES,
  LISTS,
  MOST_CHANGES,
  MOST_ITEMS,
  NEWEST,
  RECENT,
} from './changes.statement.js';
import { tagOf } from './kept-lists.js';
import { VERSIONS } from './versions.statement.js';

/** Transactions that wrote a change at the same time may commit in another order than that of its ids. */
const OVERLAP = 1_000;

/** After so long without a read there may be many: those of then were found by their tags. */
const FRESH_MS = 5_000;
/** After a restore the ids of changes may be lower. */
const CHECK_MS = 60_000;

/** The changes that the triggers of the database have noted. */
export class TypeormListChangesDal implements ListChangesDal, OnModuleDestroy {
  private readonly statements: StatementRunner;
  private readonly signal;
  private readonly lists: TypeormListsDal;
  private newest = 0;
  private readAt = -Infinity;
  private checkedAt = -Infinity;

  /** @param listener hears of changes by other processes; none with the embedded database */
  constructor(
    source: DataSource,
    private readonly items: ItemsDal,
    private readonly listener: EventListener | undefined,
  ) {
    this.statements = new StatementRunner(source);
    this.signal = announcerOf(source).signal;
    this.lists = new TypeormListsDal(source);
  }

  get hears(): boolean {
    return this.listener?.hears ?? true;
  }

  async since(user: UserRef, since: string | undefined): Promise<ListChanges | UserRefusal> {
    const [, epoch, id, version] = /^([0-9a-f]+)-([0-9a-f]+)-(\d{1,18})$/.exec(since ?? '') ?? [];
    if (id !== user.userId.toString(16)) return this.whole(user);
    const rows = await this.statements.run(CHANGES, [user.userId, version]);
    const [row] = rows;
    const refused = userRefusal(user, row);
    if (refused) return refused;
    const isKnown = row!.epoch === epoch && areKnown(rows, Number(version));
    if (!isKnown) return this.whole(user);
    const lists = rows.some(({ itemId }) => itemId === LISTS) ? await this.lists.all(user) : [];
    if (typeof lists === 'string') return lists;
    const events = rows.flatMap((changed) => eventOf(changed, lists) ?? []);
    return { tag: tagOf(user.userId, row!), events };
  }

  async tagsOf(userIds: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.statements.run(VERSIONS, [userIds]);
    const present = rows.filter(({ isDeleted }) => !isDeleted);
    return new Map(
      present.map((row) => {
        const userId = userIds[row.n - 1]!;
        return [userId, tagOf(userId, row)];
      }),
    );
  }

  async recentOf(userIds: readonly number[]): Promise<number[]> {
    const now = performance.now();
    if (now - this.readAt > FRESH_MS || now - this.checkedAt > CHECK_MS) {
      this.newest = (await this.statements.run(NEWEST, []))[0]!.newest;
      this.checkedAt = now;
    }
    this.readAt = now;
    const rows = await this.statements.run(RECENT, [Math.max(0, this.newest - OVERLAP)]);
    for (const { newest } of rows) this.newest = Math.max(this.newest, newest);
    const changed = new Set(rows.map(({ userId }) => userId));
    return userIds.filter((userId) => changed.has(userId));
  }

  get version(): number {
    return this.signal.version;
  }

  next(version: number, ms: number, signal: AbortSignal): Promise<void> {
    return this.signal.next(version, ms, signal);
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener?.stop();
  }

  private async whole(user: UserRef): Promise<ListChanges | UserRefusal> {
    const list = await this.items.list(user);
    return typeof list === 'string' ? list : { tag: list.tag, list };
  }
}

/** Whether the rows are all changes since the version, and say which. */
function areKnown(rows: readonly ChangeRow[], since: number): boolean {
  const [{ version, changes, versions, notesBytes }] = rows as [ChangeRow];
  const isShort = rows.length <= MOST_ITEMS && notesBytes <= PAGE_BYTES;
  const isWhole = versions === version - since && changes <= MOST_CHANGES && isShort;
  return isWhole && rows.every(({ last, itemId }) => last !== 'list' || itemId === LISTS);
}

/** @returns `undefined` if nothing has changed */
function eventOf(row: ChangeRow, lists: readonly List[]): ItemEvent | undefined {
  const { first, last, itemId: id } = row;
  if (id === null) return undefined;
  if (id === LISTS) return { kind: 'lists', lists };
  if (last === 'left' || last === 'deleted') return { kind: last, id };
  const item = itemOf(row);
  return { kind: first === 'created' || first === 'shared' ? first : 'changed', item };
}
