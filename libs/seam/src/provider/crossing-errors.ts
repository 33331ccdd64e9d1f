import { Logger } from '@nestjs/common';
import { commonErrors, type ErrorDefinition, type ErrorTable, ServiceError } from '#glue/errors';
import { commandErrors } from '../commands/command-errors.js';
import { platformErrors } from '../contract/contract-errors.js';
import { eventErrors } from '../events/event-errors.js';
import type { Call } from '../contract/contract.js';

/** Bugs of the provider, also if a context that it asks has thrown them. */
const BUGS: ReadonlySet<unknown> = new Set([
  commonErrors.internal,
  commonErrors.caller_not_allowed,
]);

const logger = new Logger('Contracts');

/** The errors that may cross from a provider to its callers, by code. */
export type CrossingErrors = ReadonlyMap<string, ErrorDefinition>;

/**
 * The errors of a call: the declared ones, and those of every call. A contract's own 503s belong to
 * all of its calls: what a provider needs may be unavailable at any time.
 */
export function errorsOf({ kind, errors: codes }: Call, table: ErrorTable): CrossingErrors {
  const outages = Object.values(table).filter(({ status }) => status === 503);
  const known: ErrorTable = { ...eventErrors, ...table };
  const declared = codes.map((code) => known[code]!);
  const ofKey = kind === 'command' ? Object.values(commandErrors) : [];
  const all = [...Object.values(platformErrors), ...ofKey, ...outages, ...declared];
  return new Map(all.map((each) => [each.code, each]));
}

/**
 * The error that a caller gets for what the provider has thrown. What the contract does not declare
 * becomes `internal`; its cause is only in the provider's log.
 */
export function crossingError(call: Call, errors: CrossingErrors, error: unknown): ServiceError {
  const definition = error instanceof ServiceError ? errors.get(error.code) : undefined;
  if (definition && !BUGS.has(definition)) {
    const { message, details, retryAfterSeconds, cause } = error as ServiceError;
    return new ServiceError(definition, {
      message,
      cause,
      ...(details && { details: structuredClone(details) }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  }
  const line = `${call.fullName} failed with an error that it does not declare`;
  logger.error(new Error(line, { cause: error }));
  return new ServiceError(commonErrors.internal);
}
