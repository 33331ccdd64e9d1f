import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { limitedLines } from '#glue/log';
import { authKernelErrors } from '../auth-kernel.errors.js';

const logger = new Logger('security');

/**
 * Logs the security event `token_rejected`: a token was signed elsewhere, or was changed. Beyond 60
 * per minute, one line at the end of the minute has the `count` of the others.
 */
export const noteRejectedToken = limitedLines(60, (count) =>
  logger.log({ event: 'token_rejected', ...(count && { count }) }),
);

/** The error for a token that auth has not made; counts as a security event. */
export function tokenRejected(cause?: unknown): ServiceError {
  noteRejectedToken();
  return new ServiceError(authKernelErrors.unauthenticated, { cause });
}

/** The error for a token that was valid. */
export function tokenExpired(): ServiceError {
  return new ServiceError(authKernelErrors.unauthenticated, {
    message: 'The token has expired. Log in again.',
  });
}
