import type { EventCursor, EventCursors, ParkedEvent, Place, Position } from '#glue/events';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';

/**
 * The position of one handler in the file. The effect is written before the position: a process that
 * ends in between applies the event again, so an effect must change nothing the second time.
 */
export class JsonFileEventCursors implements EventCursors {
  /** A new file begins before the first event. */
  readonly beginsAnywhere = false;
  private turn: Promise<unknown> = Promise.resolve();
  private stopped: Pick<Position, 'stopped' | 'stoppedAt'> | undefined;

  constructor(
    readonly context: string,
    private readonly store: ItemsFileStore,
  ) {}

  async find(): Promise<Position> {
    const { cursor } = this.store.read();
    const at = cursor ? { id: cursor.id, eventId: cursor.event_id } : undefined;
    return { cursor: at, ...this.stopped };
  }

  async begin(): Promise<void> {}

  advance(
    _handler: string,
    from: EventCursor | undefined,
    to: EventCursor,
    effect: () => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    const moved = this.turn.then(async () => {
      const { cursor } = await this.find();
      if (cursor?.id !== from?.id || cursor?.eventId !== from?.eventId) return false;
      await effect();
      await this.reset(_handler, to);
      return true;
    });
    this.turn = moved.catch(() => undefined);
    return moved;
  }

  /** @throws Error always: the file has no place for it */
  async load(): Promise<never> {
    throw new Error('a JSON file stores no place in a snapshot');
  }

  async reset(_handler: string, to: EventCursor | undefined): Promise<void> {
    this.stopped = undefined;
    await this.store.change((content: ItemsFile) => {
      content.cursor = to ? { id: to.id, event_id: to.eventId } : null;
      return true;
    });
  }

  /** Until the process ends: the file has no place for it. */
  async stop(_handler: string, _at: Place, reason: string): Promise<void> {
    this.stopped ??= { stopped: reason, stoppedAt: new Date() };
  }

  async restart(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor | undefined,
  ): Promise<boolean> {
    const { cursor, stopped } = await this.find();
    if (stopped === undefined || cursor?.eventId !== from?.eventId) return false;
    await this.reset(handler, to);
    return true;
  }

  /** @throws Error always: the file has no place for events */
  async park(): Promise<never> {
    throw new Error('a JSON file stores no parked events');
  }

  async parked(): Promise<ParkedEvent[]> {
    return [];
  }

  async countParked(): Promise<number> {
    return 0;
  }

  async findParked(): Promise<undefined> {
    return undefined;
  }

  async unpark(): Promise<boolean> {
    return false;
  }
}
