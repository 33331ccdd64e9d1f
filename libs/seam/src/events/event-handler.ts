import { Logger } from '@nestjs/common';
import {
  type Behind,
  type EventCursor,
  type EventCursors,
  FIRST_PAGE,
  type Place,
  type Position,
  type StoredEvent,
} from '#glue/events';
import type { EventResult } from '#glue/metrics';
import type { CallOptions } from '../contract/client-of.js';
import { type EventFailure, orFailure } from './event-failure.js';
import { MAX_EVENTS } from './events-call.js';
import type { DeclaredHandler } from './on.js';
import type { SnapshotStart } from './snapshot.js';
import { assertSnapshot, nameOfPage, readPage } from './snapshot-page.js';

/**
 * So many events of other types are passed over at once. Not fewer: a provider that is restored
 * without the event of the position needs an operator, also if no event was missed.
 */
const PASSED_OVER = 1_000;

/** The client of a contract with events, as far as followers need it. */
export interface EventSource {
  events(
    query: {
      follower: string;
      types: string[];
      after?: After;
      limit: number;
      waitMs: number;
      count?: boolean;
    },
    options?: CallOptions,
  ): Promise<EventsAnswer>;
}

/** After an event, or where there is none yet; `before` asks for the position before an event. */
type After = EventCursor | 'end' | { before: number } | undefined;

interface EventsAnswer {
  events: StoredEvent[];
  end?: EventCursor | undefined;
  behind?: Behind | undefined;
  reported?: EventCursor | undefined;
}

/** Events to apply, after a position. */
export interface PendingEvents {
  readonly cursor: EventCursor | undefined;
  readonly events: readonly StoredEvent[];
  /** Where the handler is when it has applied them. */
  readonly end: EventCursor | undefined;
  /** Where it has been before, if that is later than the cursor. */
  readonly reported: EventCursor | undefined;
}

/** How long to wait for events at most, in milliseconds, and a signal that ends it. */
export interface Wait {
  readonly waitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** A handler was stopped at its event or page. */
export class HandlerStopped extends Error {}

/** A declared handler in a process: applies the events of its types, each once. */
export class EventHandler {
  /** Told how each try to apply an event has ended. */
  observe: (result: EventResult) => void = () => undefined;
  /** Whether it loads its snapshot, as far as this process knows. */
  isLoading = false;
  private readonly logger = new Logger('Events');

  constructor(
    readonly declared: DeclaredHandler,
    private readonly instance: object,
    private readonly source: EventSource,
    private readonly cursors: EventCursors,
  ) {
    const methods = [declared.prepare, declared.before, this.snapshot?.load];
    const missing = methods.find((each) => each && !(each in instance));
    if (missing)
      throw new Error(`the handler ${declared.name} names a method ${missing}: it is not there`);
    if (this.snapshot) assertSnapshot(declared.contract.calls[this.snapshot.snapshot]!);
    if (this.snapshot && declared.onFailure === 'park') {
      throw new Error(
        `the handler ${declared.name} cannot park events: applied later, one could undo a page`,
      );
    }
    if (declared.startsAt !== 'beginning' && !cursors.beginsAnywhere) {
      throw new Error(
        `the handler ${declared.name} cannot start here: its store has positions from the beginning only`,
      );
    }
  }

  /** Where it starts, if it starts at a snapshot. */
  get snapshot(): SnapshotStart | undefined {
    const { startsAt } = this.declared;
    return typeof startsAt === 'string' ? undefined : startsAt;
  }

  get name(): string {
    return this.declared.name;
  }

  /** `<context>:<name>`, for operators here and at the provider. */
  get fullName(): string {
    return `${this.cursors.context}:${this.name}`;
  }

  /** The command that lets it go on after its provider was restored from an older backup. */
  get cureOfRestore(): string {
    return this.declared.isReconciled
      ? `npm run reconcile -- --${this.declared.contract.name}-restored`
      : `npm run events -- replay ${this.fullName} --from ${this.snapshot ? 'snapshot' : 'end'}`;
  }

  /**
   * The next events, at most `limit`.
   *
   * @throws ServiceError `event_cursor_unknown` if the provider does not have the event that was
   * applied last; other errors of the provider or the store
   */
  async pending(limit: number, wait?: Wait): Promise<PendingEvents> {
    return this.pendingAfter((await this.position()).cursor, limit, wait);
  }

  /**
   * Applies the next events, or the next page of its snapshot, also beside others that do.
   *
   * @param mayContinue called before each event
   * @returns the numbers of events that were pending, and that this call has applied; a page counts
   * as `limit` events that others have applied
   * @throws as {@link pending}; HandlerStopped; EventFailure
   */
  async applySome(limit: number, mayContinue: () => boolean, wait?: Wait) {
    await this.callOwn(this.declared.before);
    const position = await this.position();
    const { cursor, loading, stopped, repeatsTo = 0 } = position;
    if (stopped !== undefined) throw new HandlerStopped(stopped);
    this.isLoading = loading !== undefined;
    if (loading !== undefined) {
      await this.loadPage(position, wait?.signal);
      return { pending: limit, applied: 0 };
    }
    const page = await this.pendingAfter(cursor, limit, wait);
    const { reported } = page;
    if (this.declared.startsAt === 'now' && reported && reported.id > repeatsTo) {
      await this.skipTo(reported, cursor);
      return { pending: 1, applied: 0 };
    }
    return { pending: page.events.length, applied: await this.applyPage(page, mayContinue) };
  }

  /** Applies all pending events: see {@link applySome}. Resolves to the number of applied ones. */
  async catchUp(mayContinue: () => boolean = () => true): Promise<number> {
    let all = 0;
    for (;;) {
      const { pending, applied } = await this.applySome(MAX_EVENTS, mayContinue);
      all += applied;
      if (pending < MAX_EVENTS || !mayContinue()) return all;
    }
  }

  private async pendingAfter(
    cursor: EventCursor | undefined,
    limit: number,
    wait?: Wait,
  ): Promise<PendingEvents> {
    const { waitMs = 0, signal } = wait ?? {};
    return {
      cursor,
      end: undefined,
      reported: undefined,
      ...(await this.ask(cursor, { limit, waitMs, signal })),
    };
  }

  /** After a restore of its database: what had an effect before it has none again. */
  private async skipTo(reported: EventCursor, from: EventCursor | undefined): Promise<void> {
    if (!(await this.cursors.advance(this.name, from, reported))) return;
    this.logger.warn(
      `${this.name}: continues after event ${reported.id}, not ${from?.id ?? 0}: it had applied the ` +
        'events between before its database was restored from a backup',
    );
  }

  private async applyPage({ cursor, events, end }: PendingEvents, mayContinue: () => boolean) {
    let [from, applied] = [cursor, 0];
    for (const event of events) {
      // Another process is ahead: what it has applied is not applied here.
      if (!mayContinue() || !(await this.apply(from, event))) return applied;
      from = event;
      applied++;
    }
    if (end && end.id >= (from?.id ?? 0) + PASSED_OVER) {
      await this.cursors.advance(this.name, from, end);
    }
    return applied;
  }

  /** Loads the next page of its snapshot. Also if another process is faster, the next one follows. */
  private async loadPage(from: Place, signal: AbortSignal | undefined): Promise<void> {
    if (!this.snapshot) throw new HandlerStopped('the snapshot that it loads is not declared');
    const { snapshot, load } = this.snapshot;
    const options = { ...(signal && { signal }) };
    // Its provider keeps the events since this position, and says if it does not have it.
    await this.ask(from.cursor, options);
    const call = this.declared.contract.calls[snapshot]!;
    const what = nameOfPage(call, from);
    const read = () => readPage(this.source, call, from, options);
    const { page, to } = await orFailure(read, what, from);
    const effect = async () => void (await this.callOwn(load, page));
    const apply = () => this.cursors.load(this.name, from, to, effect);
    if ((await orFailure(apply, what, from)) && to === undefined) {
      this.logger.log(`${this.name}: the snapshot is loaded`);
    }
  }

  /** How far it has got; its first position if it has none yet. */
  async position(): Promise<Position> {
    const known = await this.cursors.find(this.name);
    if (known) return known;
    // Before the first page is read, so that what changes meanwhile is in an event after it.
    const at = this.declared.startsAt === 'beginning' ? undefined : (await this.ask('end')).end;
    await this.cursors.begin(this.name, at, this.snapshot && FIRST_PAGE);
    return (await this.cursors.find(this.name)) ?? { cursor: at };
  }

  /** Lets it run again after it was stopped, from the same event on. @returns whether it was stopped */
  async resume(): Promise<boolean> {
    const { cursor, stopped } = await this.position();
    return stopped !== undefined && (await this.cursors.restart(this.name, cursor, cursor));
  }

  /** Makes it apply all events from the first one on, again. */
  async reset(): Promise<void> {
    await this.cursors.reset(this.name, undefined);
  }

  /** Stops at an event, or parks it, as declared. A page is not parked: rows of it would be missing. */
  async giveUp({ from, event }: EventFailure, reason: string): Promise<void> {
    if (event && this.declared.onFailure === 'park') {
      const { crossing } = this.declared.contract.events[event.type]!;
      const stored = { ...event, data: crossing.encode(event.data) };
      await this.cursors.park(this.name, from.cursor, stored, reason);
    } else {
      await this.cursors.stop(this.name, from, reason);
    }
  }

  /** @returns `false` if another process was faster */
  private async apply(cursor: EventCursor | undefined, event: StoredEvent): Promise<boolean> {
    const advance = async () =>
      this.cursors.advance(this.name, cursor, event, await this.effectOf(event));
    try {
      const isApplied = await orFailure(advance, `${event.type} ${event.id}`, { cursor }, event);
      if (isApplied) this.observe('applied');
      return isApplied;
    } catch (error) {
      this.observe('failed');
      throw error;
    }
  }

  /** Prepares an event. Its effect is for the transaction that notes it. */
  async effectOf(event: StoredEvent): Promise<() => Promise<void>> {
    const { prepare, method } = this.declared;
    const prepared = await this.callOwn(prepare, event);
    return async () => void (await this.callOwn(method, event, prepared));
  }

  /** A parked event as the handler gets it. @throws ZodError if the contract has changed */
  decoded(parked: StoredEvent): StoredEvent {
    const { crossing } = this.declared.contract.events[parked.type]!;
    return { ...parked, data: crossing.decode(parked.data) };
  }

  /** Asks for the events of its types; without options for the next one, without waiting. */
  async ask(
    after: After,
    {
      limit = 1,
      waitMs = 0,
      count = false,
      signal,
    }: Partial<Wait> & { limit?: number; count?: boolean } = {},
  ): Promise<EventsAnswer> {
    const query = {
      follower: this.fullName,
      types: [...this.declared.types],
      limit,
      waitMs,
      after,
    };
    return this.source.events({ ...query, ...(count && { count }) }, signal && { signal });
  }

  private async callOwn(method: string | undefined, ...args: unknown[]): Promise<unknown> {
    if (method === undefined) return undefined;
    return (this.instance as Record<string, (...given: unknown[]) => unknown>)[method]!(...args);
  }
}
