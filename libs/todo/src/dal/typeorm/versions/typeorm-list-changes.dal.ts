import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { announcerOf, type EventListener, StatementRunner } from '#glue/db';
import type { ItemEvent, ListChanges } from '../../../core/live/item-event.js';
import type { ItemsDal } from '../../../core/ports/items.dal.js';
import { ListChangesDal } from '../../../core/ports/list-changes.dal.js';
import { type UserRefusal, userRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { itemOf } from '../details/details.columns.js';
import { PAGE_BYTES } from '../details/page.statement.js';
import {
  type ChangeRow,
  CHANGES,
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
    const known = row!.epoch === epoch ? eventsOf(rows, Number(version)) : undefined;
    return known ? { tag: tagOf(user.userId, row!), events: known } : this.whole(user);
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

/** @returns `undefined` if the rows are not all changes since the version, or do not tell them */
function eventsOf(rows: readonly ChangeRow[], since: number): ItemEvent[] | undefined {
  const [{ version, changes, versions, notesBytes }] = rows as [ChangeRow];
  const isShort = rows.length <= MOST_ITEMS && notesBytes <= PAGE_BYTES;
  const isWhole = versions === version - since && changes <= MOST_CHANGES && isShort;
  if (!isWhole || rows.some(({ last }) => last === 'list')) return undefined;
  return rows.flatMap((row) => (row.itemId === null ? [] : [eventOf(row, row.itemId)]));
}

function eventOf(row: ChangeRow, id: number): ItemEvent {
  const { first, last } = row;
  if (last === 'left' || last === 'deleted') return { kind: last, id };
  const item = itemOf(row);
  return { kind: first === 'created' || first === 'shared' ? first : 'changed', item };
}
