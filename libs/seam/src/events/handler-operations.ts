import { reasonOf, StartError } from '#glue/errors';
import type { EventCursor, EventCursors, HandlerStatus, OperatedHandler } from '#glue/events';
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
    const parked = await this.cursors.parked(name, LISTED);
    return { position, behind: ahead?.behind, next: ahead?.events[0], parked };
  }

  async resume(): Promise<boolean> {
    return this.handler.resume();
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
    const { cursor, stopped } = (await this.cursors.find(name)) ?? {};
    if (stopped === undefined) {
      throw new StartError(`${this.fullName} is not stopped, and has no parked event ${id}.`);
    }
    const { events } = await this.handler.ask(cursor);
    if (events[0]?.id === id && (await this.cursors.restart(name, cursor, events[0]))) {
      return 'skipped';
    }
    throw new StartError(`${this.fullName} is stopped at event ${events[0]?.id}, not at ${id}.`);
  }

  async replayed(from: number): Promise<number> {
    return (await this.startOf(from)).events;
  }

  async replay(from: number): Promise<void> {
    await this.cursors.reset(this.handler.name, (await this.startOf(from)).before);
  }

  private async startOf(id: number): Promise<{ before: EventCursor | undefined; events: number }> {
    const at = (await this.cursors.find(this.handler.name))?.cursor;
    if (!at || at.id < id) {
      throw new StartError(
        `${this.fullName} has not applied event ${id}: it is at ${at?.id ?? 0}.`,
      );
    }
    const before = (await this.handler.ask({ before: id })).end;
    const { events, behind } = await this.handler.ask(before, { count: true });
    if (events[0]?.id === id) return { before, events: behind?.events ?? 1 };
    const next = events[0] ? `; the next one is ${events[0].id}` : '';
    throw new StartError(`${this.fullName}: there is no event ${id} for it${next}.`);
  }
}
