import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  type Behind,
  type ChangeSignal,
  type EventCursor,
  type EventLog,
  type EventQuery,
  type StoredPage,
} from '../../events/index.js';
import { StatementRunner } from '../statements/statement.js';
import { announcerOf } from './announcer.js';
import type { EventListener } from './event-listener.js';
import type { EventNumbering } from './event-numbering.js';
import { behindStatements } from './behind-statements.js';
import { DatabaseFollowers } from './database-followers.js';
import { eventStatements, type PageRow } from './event-statements.js';

/**
 * How often to look for events while notifications arrive, in milliseconds: their process may have
 * been killed between its commit and its notification. A handler that asks again looks as well.
 */
const HEARING_POLL_MS = 5_000;

/** How a process reads events. */
export interface EventLogOptions {
  /** How often to look for events of other processes, in milliseconds; never if absent. */
  readonly pollMs?: number;
  /** Hears of events of other processes; ends with the log. */
  readonly listener?: EventListener;
  /** Gives events their ids, if they have none when they are published. */
  readonly numbering?: EventNumbering | undefined;
}

/** Reads the table `events` of a context. */
export class DatabaseEventLog implements EventLog, OnModuleDestroy {
  readonly signal: ChangeSignal;
  readonly followers: DatabaseFollowers;
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof eventStatements> & ReturnType<typeof behindStatements>;
  private readonly timer: NodeJS.Timeout | undefined;
  private lastSeen: number | undefined;
  private polledAt = 0;
  private isPolling = false;

  constructor(
    source: DataSource,
    context: string,
    private readonly options: EventLogOptions = {},
  ) {
    const { pollMs } = options;
    if (pollMs !== undefined) this.timer = setInterval(() => void this.poll(), pollMs).unref();
    this.signal = announcerOf(source).signal;
    this.followers = new DatabaseFollowers(source, context);
    this.statements = new StatementRunner(source);
    this.sql = { ...eventStatements(context), ...behindStatements(context) };
  }

  async read({ types, after, limit }: EventQuery): Promise<StoredPage | undefined> {
    await this.options.numbering?.run();
    const rows = await this.statements.run(this.sql.page, [after?.id ?? 0, types, limit]);
    const of = (part: PageRow['part']) => rows.filter((row) => row.part === part);
    if (after && of('cursor')[0]?.eventId !== after.eventId) return undefined;
    const events = of('event').toSorted((a, b) => a.id - b.id);
    const end = events.length === limit ? events.at(-1) : of('last')[0];
    return { events, end: end && cursorOf(end) };
  }

  async end(): Promise<EventCursor | undefined> {
    await this.options.numbering?.run();
    const [last] = await this.statements.run(this.sql.last, []);
    return last;
  }

  async isExpired({ id }: EventCursor): Promise<boolean> {
    const first = await this.followers.firstKept();
    return first !== undefined && id < first;
  }

  async before(id: number): Promise<EventCursor | undefined> {
    return (await this.statements.run(this.sql.before, [id]))[0];
  }

  async behind({ types, after }: Omit<EventQuery, 'limit'>): Promise<Behind> {
    await this.options.numbering?.run();
    const [behind] = await this.statements.run(this.sql.behind, [after?.id ?? 0, types]);
    return behind!;
  }

  /** Ends all waits. */
  async onModuleDestroy(): Promise<void> {
    this.signal.stop();
    await this.followers.store();
    await this.stopLooking();
  }

  /** Looks no more for events of other processes. */
  async stopLooking(): Promise<void> {
    clearInterval(this.timer);
    await this.options.listener?.stop();
  }

  /** One statement for all that wait. An error is that of the next request for events. */
  private async poll(): Promise<void> {
    const now = performance.now();
    const isEarly = this.options.listener?.hears && now - this.polledAt < HEARING_POLL_MS;
    // Also while no one waits, so that events without an id do not remain.
    const isNeeded = this.signal.isAwaited || this.options.numbering;
    if (!isNeeded || isEarly || this.isPolling) return;
    [this.polledAt, this.isPolling] = [now, true];
    const last = await this.end().catch(() => undefined);
    this.isPolling = false;
    if (last?.id === this.lastSeen) return;
    this.lastSeen = last?.id;
    this.signal.emit();
  }
}

function cursorOf({ id, eventId }: EventCursor): EventCursor {
  return { id, eventId };
}
