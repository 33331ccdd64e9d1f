import type { EventCursor, StoredEvent } from './event-log.js';

/** The place of a handler that has loaded no page of its snapshot. */
export const FIRST_PAGE = 'null';

/** Where a handler is. */
export interface Place {
  /** The last event that it has applied; `undefined` before the first. */
  readonly cursor: EventCursor | undefined;
  /**
   * While it loads a snapshot: the key after which the next page begins, as JSON, or
   * {@link FIRST_PAGE}. Events after the cursor follow when all pages are loaded.
   */
  readonly loading?: string | undefined;
}

/** How far a handler has got. */
export interface Position extends Place {
  /** Why it was stopped, if it was. */
  readonly stopped?: string | undefined;
  /** Since when; unknown if a process of an earlier version stopped it. */
  readonly stoppedAt?: Date | undefined;
  /** Set back by an operator: events up to this id are applied again on purpose. */
  readonly repeatsTo?: number | undefined;
}

/** An event that a handler could not apply. */
export interface ParkedEvent extends StoredEvent {
  readonly reason: string;
  readonly parkedAt: Date;
}

/** The positions of the handlers of a context, in the store of what they change. */
export abstract class EventCursors {
  /** The context whose handlers these are. */
  abstract readonly context: string;

  /** Whether a handler may begin elsewhere than before the first event. */
  abstract readonly beginsAnywhere: boolean;

  /** @returns `undefined` if the handler has not begun */
  abstract find(handler: string): Promise<Position | undefined>;

  /** Stores where a handler begins, unless it has begun. */
  abstract begin(handler: string, at: EventCursor | undefined, loading?: string): Promise<void>;

  /**
   * Moves a handler from one event to another, and runs `effect` in the same transaction.
   *
   * @returns `false`, without an effect, if the handler is elsewhere, or loads a snapshot: another
   * process was faster
   * @throws what `effect` throws, without an effect
   */
  abstract advance(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor,
    effect?: () => Promise<void>,
  ): Promise<boolean>;

  /**
   * {@link advance} over a page of a snapshot: to the next page, or without `to` to the events that
   * follow. The handler stays at its event.
   */
  abstract load(
    handler: string,
    from: Place,
    to: string | undefined,
    effect: () => Promise<void>,
  ): Promise<boolean>;

  /**
   * Moves a handler to an event, or before the first one, wherever it is, and lets it run again: from
   * there on, or with `loading` after it has loaded a snapshot.
   */
  abstract reset(handler: string, to: EventCursor | undefined, loading?: string): Promise<void>;

  /** Stops a handler at its event or page, in all processes, until an operator decides. */
  abstract stop(handler: string, at: Place, reason: string): Promise<void>;

  /**
   * Lets a stopped handler run again, after the event `to` instead of `from`.
   *
   * @returns `false` if it is not stopped at `from`
   */
  abstract restart(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor | undefined,
  ): Promise<boolean>;

  /** {@link advance} over an event that is stored to be retried later. */
  abstract park(
    handler: string,
    from: EventCursor | undefined,
    event: StoredEvent,
    reason: string,
  ): Promise<boolean>;

  /** The parked events of a handler, oldest first, at most `limit`. */
  abstract parked(handler: string, limit: number): Promise<ParkedEvent[]>;

  /** How many events of a handler are parked; {@link MAX_COUNTED} if there are more. */
  abstract countParked(handler: string): Promise<number>;

  /** @returns `undefined` if the handler has no parked event with this id */
  abstract findParked(handler: string, id: number): Promise<ParkedEvent | undefined>;

  /**
   * Removes a parked event, and runs `effect` in the same transaction.
   *
   * @returns `false`, without an effect, if it is not there: another process was faster
   * @throws what `effect` throws; then the event stays
   */
  abstract unpark(
    handler: string,
    event: EventCursor,
    effect?: () => Promise<void>,
  ): Promise<boolean>;
}

/** The name under which Nest provides the handlers of a context. */
export function eventHandlersOf(context: string): string {
  return `${context}_event_handlers`;
}

/** The name under which Nest provides the cursors of a context. */
export function eventCursorsOf(context: string): string {
  return `${context}_event_cursors`;
}
