import type { EventCursor, StoredEvent } from './event-log.js';

/** How far a handler has got. */
export interface Position {
  /** The last event that it has applied; `undefined` before the first. */
  readonly cursor: EventCursor | undefined;
  /** Why it was stopped, if it was. */
  readonly stopped?: string | undefined;
}

/** The positions of the handlers of a context, in the store of what they change. */
export abstract class EventCursors {
  /** @returns `undefined` if the handler has not begun */
  abstract find(handler: string): Promise<Position | undefined>;

  /** Stores where a handler begins, unless it has begun. */
  abstract begin(handler: string, at: EventCursor | undefined): Promise<void>;

  /**
   * Moves a handler from one event to another, and runs `effect` in the same transaction.
   *
   * @returns `false`, without an effect, if the handler is elsewhere: another process was faster
   * @throws what `effect` throws, without an effect
   */
  abstract advance(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor,
    effect?: () => Promise<void>,
  ): Promise<boolean>;

  /** Moves a handler to an event, or before the first one, wherever it is, and lets it run again. */
  abstract reset(handler: string, to: EventCursor | undefined): Promise<void>;

  /** Stops a handler at its event, in all processes, until an operator decides. */
  abstract stop(handler: string, at: EventCursor | undefined, reason: string): Promise<void>;

  /** {@link advance} over an event that is stored to be retried later. */
  abstract park(
    handler: string,
    from: EventCursor | undefined,
    event: StoredEvent,
    reason: string,
  ): Promise<boolean>;
}

/** The name under which Nest provides the cursors of a context. */
export function eventCursorsOf(context: string): string {
  return `${context}_event_cursors`;
}
