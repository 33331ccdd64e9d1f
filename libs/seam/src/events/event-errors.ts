import { defineErrors } from '#glue/errors';

/** The errors of a follower's position, in every contract with events. */
export const eventErrors = defineErrors({
  event_cursor_unknown: {
    status: 409,
    message: 'Unknown event cursor.',
    when: 'Between services only: the provider does not have the event that the cursor names.',
    cure: 'Operators: [consistency.md](consistency.md).',
  },
  events_expired: {
    status: 409,
    message: 'The events after this cursor are not kept any more.',
    when: 'Between services only: the provider has removed events that the follower did not ask for in time.',
    cure: 'Operators: [events.md](events.md#after-a-long-absence).',
  },
});
