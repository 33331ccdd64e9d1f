import { defineErrors } from '#glue/errors';

/** The errors of a follower's position, in every contract with events. */
export const eventErrors = defineErrors({
  event_cursor_unknown: {
    status: 409,
    message: 'Unknown event cursor.',
    when: 'Between services only: the provider does not have the event that the cursor names.',
    cure: 'Operators: [consistency.md](consistency.md).',
  },
});
