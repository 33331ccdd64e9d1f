import { AsyncResource } from 'node:async_hooks';
import { Logger } from '@nestjs/common';

const MINUTE_MS = 60_000;
/** A client may send forged tokens without end; that must not fill the log. */
const LINES_PER_MINUTE = 60;

const logger = new Logger('security');
let rejected = 0;

/**
 * Writes the security event `token_rejected` to the log: a token was not signed here, or was
 * changed. Of what a minute has beyond 60, one line gives the `count` at its end.
 */
export function noteRejectedToken(): void {
  if (rejected++ === 0) setTimeout(endMinute, MINUTE_MS).unref();
  if (rejected <= LINES_PER_MINUTE) logger.log({ event: 'token_rejected' });
}

/** Bound to no request, as its line is about those of many clients. */
const endMinute = AsyncResource.bind(() => {
  const count = rejected - LINES_PER_MINUTE;
  rejected = 0;
  if (count > 0) logger.log({ event: 'token_rejected', count });
});
