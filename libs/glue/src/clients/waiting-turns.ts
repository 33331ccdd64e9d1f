import { AsyncResource } from 'node:async_hooks';
import { type ErrorDefinition, ServiceError } from '../errors/index.js';

const RETRY_AFTER_SECONDS = 1;

export type Begin = (error?: Error) => void;

/** The turn of one request. */
export interface Turn {
  readonly line: Line;
  isRunning: boolean;
  hasLeft: boolean;
  /** Set while it waits: continues the request, or refuses it. */
  begin: Begin | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** The requests of one address. */
export interface Line {
  readonly address: string;
  /** Requests whose response has not been sent yet. */
  inFlight: number;
  /** The turns given, and those of them that have ended. */
  running: number;
  ended: number;
  /** Set only while requests wait. */
  waiting: Set<Turn> | undefined;
}

/**
 * Lets a turn wait, and refuses it after some time unless it has begun or ended by then.
 *
 * @param what the state of the requests from its address, for the client
 */
export function refuseAfter(
  ms: number,
  turn: Turn,
  begin: Begin,
  definition: ErrorDefinition,
  what: string,
): void {
  // A request that ends begins it, but its context must not be used.
  turn.begin = AsyncResource.bind(begin);
  turn.timer = setTimeout(() => {
    const message = `Too many requests from your address ${what}. Try again shortly.`;
    const options = { message, retryAfterSeconds: RETRY_AFTER_SECONDS };
    stopWaiting(turn)?.(new ServiceError(definition, options));
  }, ms);
}

/** @returns what continues the request, if it was waiting */
export function stopWaiting(turn: Turn): Begin | undefined {
  const { line, begin } = turn;
  if (!begin) return undefined;
  clearTimeout(turn.timer);
  turn.begin = turn.timer = undefined;
  line.waiting?.delete(turn);
  if (line.waiting?.size === 0) line.waiting = undefined;
  return begin;
}
