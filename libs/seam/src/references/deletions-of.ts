import { isServiceError } from '#glue/errors';
import type { Deletions } from '#glue/references';
import { eventErrors } from '../events/event-errors.js';
import type { EventHandler } from '../events/event-handler.js';

/** How many pending deletions are counted. */
const PENDING = 1_000;

/** The deletions that a handler applies, for a reconciliation. */
export function deletionsOf(handler: EventHandler): Deletions {
  return {
    async pending() {
      try {
        return (await handler.pending(PENDING)).events.length;
      } catch (error) {
        if (isServiceError(error, eventErrors.event_cursor_unknown)) return 'cursor_unknown';
        if (isServiceError(error, eventErrors.events_expired)) return 'events_expired';
        throw error;
      }
    },
    /** Also if the handler was stopped at one: perhaps it can be applied by now. */
    async apply(signal) {
      await handler.resume();
      return handler.catchUp(() => !signal.aborted);
    },
    appliedUpTo: async () => (await handler.position()).cursor?.id ?? 0,
    reset: () => handler.reset(),
  };
}
