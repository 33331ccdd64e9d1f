import { defineErrors } from '#glue/errors';

/** The errors of a command about its idempotency key. */
export const commandErrors = defineErrors({
  key_reused: {
    status: 422,
    message: 'This idempotency key was used with another input.',
    when: 'Between services only: a command has the key of another one, with another input.',
    cure: 'Developers: make a new key for each command, and keep it for repetitions of that command only.',
  },
  key_expired: {
    status: 409,
    message: 'This idempotency key is too old: whether the command was completed is not known.',
    when: 'Between services only: a command is repeated more than a day after its key was made.',
    cure: 'Operators: find out whether the command had its effect. If not, send it with a new key.',
  },
  command_completed: {
    status: 409,
    message: 'The command with this idempotency key was completed. Its result is not stored.',
    when: 'Between services only: a command whose result is secret is repeated after it was completed.',
    cure: 'Developers: nothing happened twice. If the result is needed, send the command with a new key.',
  },
});

/** A code that every command may throw. */
export type CommandCode = keyof typeof commandErrors;
