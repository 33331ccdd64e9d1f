import { AsyncResource } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';

const MINUTE_MS = 60_000;
/** A client may send any number of forged tokens, which must not fill the log. */
const LINES_PER_MINUTE = 60;

const logger = new Logger('security');
let noted = 0;

/**
 * Logs the security event `token_rejected`: a token was signed elsewhere, or was changed. Beyond 60
 * per minute, one line at the end of the minute has the `count` of the others.
 */
export function noteRejectedToken(): void {
  if (noted++ === 0) setTimeout(endMinute, MINUTE_MS).unref();
  if (noted <= LINES_PER_MINUTE) logger.log({ event: 'token_rejected' });
}

/** Not bound to a request, because the line is about several clients. */
const endMinute = AsyncResource.bind(() => {
  const count = noted - LINES_PER_MINUTE;
  noted = 0;
  if (count > 0) logger.log({ event: 'token_rejected', count });
});

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
