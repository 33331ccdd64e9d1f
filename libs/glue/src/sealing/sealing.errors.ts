import { defineErrors } from '../errors/index.js';

/** The errors of what is sealed in databases. */
export const sealingErrors = defineErrors({
  secrets_unreadable: {
    status: 500,
    message: 'A stored secret cannot be read.',
    when:
      'A secret was sealed with a key that is not set any more, or its row was changed by hand. Commands and ' +
      'mails with it are parked with this code.',
    cure:
      'Operators: set `DATA_KEY_PREVIOUS` to the key that it was sealed with, and retry what is parked: ' +
      '`npm run outbox`. Without that key, drop it.',
  },
});
