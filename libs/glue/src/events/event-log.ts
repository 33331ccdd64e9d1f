import type { ChangeSignal } from './change-signal.js';

/** The position of an event. */
export interface EventCursor {
  readonly id: number;
  /** Random. A restore of the log from a backup may reuse an id, but never this value. */
  readonly eventId: string;
}

/** An event, with its data as JSON. */
export interface StoredEvent extends EventCursor {
  readonly type: string;
  readonly data: unknown;
}

/** A page of a log. */
export interface StoredPage {
  /** Oldest first. */
  readonly events: readonly StoredEvent[];
  /** The last event that was examined, also of another type; `undefined` in an empty log. */
  readonly end: EventCursor | undefined;
}

/** How far a reader is behind. */
export interface Behind {
  /** How many events it has not read; {@link MAX_COUNTED} if there are more. */
  readonly events: number;
  /** The age of the first of them. */
  readonly seconds: number;
}

export const MAX_COUNTED = 10_000;

/** Which events to read. */
export interface EventQuery {
  readonly types: readonly string[];
  /** The last event that the reader has; from the first one on without it. */
  readonly after?: EventCursor | undefined;
  readonly limit: number;
}

/** How far the followers of a context have got: each tells it with every request. */
export abstract class FollowerPositions {
  /** The furthest position that a follower has told, if it is after `at`. */
  abstract furthestAfter(
    follower: string,
    at: EventCursor | undefined,
  ): Promise<EventCursor | undefined>;

  /** Notes where a follower is. It is stored within seconds; none of it is lost by a stop. */
  abstract note(follower: string, at: EventCursor | undefined): void;
}

/** The events of a context, in an order in which a reader that has one has missed none before it. */
export abstract class EventLog {
  /** Changes when there may be new events. */
  abstract readonly signal: ChangeSignal;
  abstract readonly followers: FollowerPositions;

  /** @returns `undefined` if the log does not have the event of the cursor */
  abstract read(query: EventQuery): Promise<StoredPage | undefined>;

  /** The last event; `undefined` before the first. */
  abstract end(): Promise<EventCursor | undefined>;

  /** Whether the event of a cursor was removed because of its age. */
  abstract isExpired(cursor: EventCursor): Promise<boolean>;

  /** The last event before an id; `undefined` if there is none. */
  abstract before(id: number): Promise<EventCursor | undefined>;

  /** What follows a position. */
  abstract behind(query: Omit<EventQuery, 'limit'>): Promise<Behind>;
}

/** The name under which Nest provides the event log of a context. */
export function eventLogOf(context: string): string {
  return `${context}_event_log`;
}
