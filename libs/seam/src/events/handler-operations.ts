import { isServiceError, reasonOf, StartError } from '#glue/errors';
import {
  type EventCursor,
  type EventCursors,
  FIRST_PAGE,
  type HandlerStatus,
  type OperatedHandler,
  type ParkedEvent,
  type ReplayStart,
} from '#glue/events';
import { eventErrors } from './event-errors.js';
import type { EventHandler } from './event-handler.js';

/** So many parked events are listed. */
const LISTED = 100;

/** What an operator does with a handler. */
export class HandlerOperations implements OperatedHandler {
  constructor(
    private readonly handler: EventHandler,
    private readonly cursors: EventCursors,
  ) {}

  get fullName(): string {
    return this.handler.fullName;
  }

  async status(): Promise<HandlerStatus> {
    const { name } = this.handler;
    const position = await this.cursors.find(name);
    const ahead = await this.handler.ask(position?.cursor, { count: true }).catch(() => undefined);
    const [parked, parkedCount] = await Promise.all([
      this.parked(LISTED),
      this.cursors.countParked(name),
    ]);
    return { position, behind: ahead?.behind, next: ahead?.events[0], parked, parkedCount };
  }

  parked(limit: number): Promise<readonly ParkedEvent[]> {
    return this.cursors.parked(this.handler.name, limit);
  }

  async resume(): Promise<boolean> {
    return (await this.hasBegun()) && this.handler.resume();
  }

  async retryParked(id: number): Promise<void> {
    const event = await this.cursors.findParked(this.handler.name, id);
    if (!event) throw new StartError(`${this.fullName} has no parked event ${id}.`);
    try {
      const effect = await this.handler.effectOf(this.handler.decoded(event));
      if (await this.cursors.unpark(this.handler.name, event, effect)) return;
    } catch (error) {
      const what = `${event.type} ${id}`;
      throw new StartError(`${this.fullName} still cannot apply ${what}: ${reasonOf(error)}`);
    }
    throw new StartError(`${this.fullName}: event ${id} is no longer parked.`);
  }

  async skip(id: number): Promise<'dropped' | 'skipped'> {
    const { name } = this.handler;
    const parked = await this.cursors.findParked(name, id);
    if (parked && (await this.cursors.unpark(name, parked))) return 'dropped';
    const { cursor, loading, stopped } = (await this.cursors.find(name)) ?? {};
    if (loading !== undefined) {
      throw new StartError(`${this.fullName} loads a snapshot, of which no page can be skipped.`);
    }
    if (stopped === undefined) {
      throw new StartError(`${this.fullName} is not stopped, and has no parked event ${id}.`);
    }
    const { events } = await this.handler.ask(cursor);
    if (events[0]?.id === id && (await this.cursors.restart(name, cursor, events[0]))) {
      return 'skipped';
    }
    throw new StartError(`${this.fullName} is stopped at event ${events[0]?.id}, not at ${id}.`);
  }

  async replayed(from: ReplayStart): Promise<number> {
    return (await this.startOf(from)).events;
  }

  async replay(from: ReplayStart): Promise<void> {
    const { before, loading } = await this.startOf(from);
    await this.cursors.reset(this.handler.name, before, loading);
  }

  private async hasBegun(): Promise<boolean> {
    return (await this.cursors.find(this.handler.name)) !== undefined;
  }

  private async startOf(from: ReplayStart): Promise<Start> {
    const position = await this.cursors.find(this.handler.name);
    if (!position) {
      throw new StartError(`${this.fullName} has not begun: start its context first.`);
    }
    if (from === 'end' || from === 'snapshot') return this.startAtEnd(from);
    if (position.loading !== undefined) {
      throw new StartError(`${this.fullName} loads a snapshot: give --from snapshot, or end.`);
    }
    if (from === 'first') return this.startAfter(undefined);
    const at = await this.known();
    if (at && at.id < from) {
      throw new StartError(`${this.fullName} has not applied event ${from}: it is at ${at.id}.`);
    }
    const start = await this.startAfter((await this.handler.ask({ before: from })).end);
    if (start.next === from) return start;
    const next = start.next === undefined ? '' : `; the next one is ${start.next}`;
    throw new StartError(`${this.fullName}: there is no event ${from} for it${next}.`);
  }

  private async startAtEnd(from: 'end' | 'snapshot'): Promise<Start> {
    if (from === 'snapshot' && !this.handler.snapshot) {
      throw new StartError(`${this.fullName} does not start at a snapshot.`);
    }
    const before = (await this.handler.ask('end')).end;
    return { before, events: 0, loading: from === 'snapshot' ? FIRST_PAGE : undefined };
  }

  private async startAfter(before: EventCursor | undefined): Promise<Start> {
    const { events, behind } = await this.handler.ask(before, { count: true });
    return { before, events: behind?.events ?? events.length, next: events[0]?.id };
  }

  /** Its position; `undefined` if the provider does not have the event, so that any may follow. */
  private async known(): Promise<EventCursor | undefined> {
    const { cursor } = (await this.cursors.find(this.handler.name)) ?? {};
    const isUnknown = (error: unknown) =>
      isServiceError(error, eventErrors.event_cursor_unknown) ||
      isServiceError(error, eventErrors.events_expired);
    try {
      await this.handler.ask(cursor);
      return cursor ?? { id: 0, eventId: '' };
    } catch (error) {
      if (isUnknown(error)) return undefined;
      throw error;
    }
  }
}

/** Where a handler begins anew, and what it applies then. */
interface Start {
  before: EventCursor | undefined;
  events: number;
  next?: number | undefined;
  loading?: string | undefined;
}
