import type { ParkedEvent, Position } from './event-cursors.js';
import type { Behind, StoredEvent } from './event-log.js';

/** How a handler does. */
export interface HandlerStatus {
  /** `undefined` if it has not begun. */
  readonly position: Position | undefined;
  /** What it has not applied; `undefined` if its provider cannot be asked. */
  readonly behind: Behind | undefined;
  /** The event that it applies next. */
  readonly next: StoredEvent | undefined;
  /** The first of them. */
  readonly parked: readonly ParkedEvent[];
  /** All that are parked. */
  readonly parkedCount: number;
}

/** An event by its id, the first that there is, only those from now on, or a snapshot before those. */
export type ReplayStart = number | 'first' | 'end' | 'snapshot';

/** A handler of events, as operators see it. Its errors are StartErrors: a line each. */
export interface OperatedHandler {
  /** `<context>:<handler>`. */
  readonly fullName: string;

  status(): Promise<HandlerStatus>;

  /** The first of its parked events, oldest first. */
  parked(limit: number): Promise<readonly ParkedEvent[]>;

  /** @returns `false` if it was not stopped, or has not begun */
  resume(): Promise<boolean>;

  /**
   * Applies a parked event, and removes it in the same transaction.
   *
   * @throws StartError if there is none with this id, or it still cannot be applied
   */
  retryParked(id: number): Promise<void>;

  /**
   * Drops a parked event, or passes over the event at which the handler is stopped.
   *
   * @throws StartError if the handler has neither with this id
   */
  skip(id: number): Promise<'dropped' | 'skipped'>;

  /**
   * The number of events that {@link replay} applies again, or for the first time.
   *
   * @throws StartError if the provider does not have the event, or the handler has not applied it or
   * has not begun; if it starts at no snapshot, or has not loaded it
   */
  replayed(from: ReplayStart): Promise<number>;

  /** Moves the handler back, so that it applies this event next. @throws as {@link replayed} */
  replay(from: ReplayStart): Promise<void>;
}
