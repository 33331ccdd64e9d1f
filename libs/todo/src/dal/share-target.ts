import { ServiceError } from '#glue/errors';

/**
 * What whoever shares is told of the user whom they share with: one who has been
 * deleted is not there, while of a caller it would be the session that is over.
 */
export function asTarget(error: unknown): unknown {
  const isDeleted = error instanceof ServiceError && error.code === 'session_ended';
  return isDeleted ? new ServiceError('user_not_found', { cause: error }) : error;
}
