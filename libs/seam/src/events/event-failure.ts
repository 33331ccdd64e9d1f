import { ServiceError } from '#glue/errors';
import type { Place, StoredEvent } from '#glue/events';

/** The statuses of errors that are gone when something is available again. */
const TRANSIENT: ReadonlySet<number> = new Set([429, 503]);

/** A handler cannot apply an event or a page, though all that it needs is available. */
export class EventFailure extends Error {
  constructor(
    what: string,
    readonly from: Place,
    cause: unknown,
    /** `undefined` if it is a page of a snapshot. */
    readonly event?: StoredEvent,
  ) {
    super(`${what} cannot be applied`, { cause });
  }
}

/**
 * Applies an event or a page.
 *
 * @throws EventFailure; an error with status 429 or 503 as it is
 */
export async function orFailure<T>(
  work: () => Promise<T>,
  what: string,
  from: Place,
  event?: StoredEvent,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && TRANSIENT.has(error.status)) throw error;
    throw new EventFailure(what, from, error, event);
  }
}
