import { commonErrors, defineErrors, type ErrorTable } from '#glue/errors';
import { apiUrlVariable } from './wire.js';

/** The errors that every call may throw, whatever its contract. */
export const platformErrors = {
  validation_failed: commonErrors.validation_failed,
  internal: commonErrors.internal,
  database_unavailable: commonErrors.database_unavailable,
  too_busy: commonErrors.too_busy,
  caller_not_allowed: commonErrors.caller_not_allowed,
};

/** A code that every call may throw. */
export type PlatformCode = keyof typeof platformErrors;

/** The error codes of a context that is unavailable. */
export type OutageCode<Name extends string> = `${Name}_unavailable` | `${Name}_answer_invalid`;

/** The errors of a caller that gets no answer, or no valid one, from the context `name`. */
export function outageErrors<Name extends string>(name: Name): ErrorTable<OutageCode<Name>> {
  const url = apiUrlVariable(name);
  return defineErrors({
    [`${name}_unavailable`]: {
      status: 503,
      message: `The ${name} service is unavailable. Try again shortly.`,
      when:
        `The ${name} service is unavailable or too slow, or the circuit is open because it failed ` +
        'too often.',
      cure:
        'Wait as long as `Retry-After` says, then retry. Operators: see `/readyz` of the app that ' +
        'answered, and its log.',
    },
    [`${name}_answer_invalid`]: {
      status: 503,
      message: `The ${name} service returned an invalid response. Try again shortly.`,
      when: `The server at \`${url}\` is not ${name}, or not a compatible version of ${name}.`,
      cure: `Wait as long as \`Retry-After\` says, then retry. Operators: check \`${url}\`.`,
    },
  });
}
