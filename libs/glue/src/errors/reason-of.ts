import { ServiceError } from './service-error.js';

/**
 * Why something failed, in a few words, for operators: the cause of a `ServiceError`, whose message
 * is for clients. Node reports the failures of several addresses as one error without a message.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof ServiceError && error.cause) return reasonOf(error.cause);
  const { message, errors, code } = (error ?? {}) as Partial<AggregateError> & { code?: string };
  return message || errors?.map(reasonOf).join('; ') || code || String(error);
}
