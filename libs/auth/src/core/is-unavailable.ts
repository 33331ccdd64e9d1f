import { ServiceError } from '#glue/errors';

/** Whether a store is unavailable, or read-only, such as a standby. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 503;
}
