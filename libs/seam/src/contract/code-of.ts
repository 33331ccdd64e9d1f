import { ServiceError } from '#glue/errors';
import type { CodeOf } from './client-of.js';
import type { Call } from './contract.js';

/**
 * The code of an error that a call has thrown; `undefined` for an error of other code. A code that a
 * newer provider has added is not in the type: compare only with those you know.
 */
export function codeOf<C extends Call>(_call: C, error: unknown): CodeOf<C> | undefined {
  return error instanceof ServiceError ? error.code : undefined;
}
