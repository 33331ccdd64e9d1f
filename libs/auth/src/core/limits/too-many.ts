import { setTimeout as delay } from 'node:timers/promises';
import { commonErrors, ServiceError } from '#glue/errors';
import type { LimitPolicy } from './limit-policy.js';

/**
 * Refuses a request beyond a limit, after a delay.
 *
 * @param what what there is too much of
 * @param until when the limit admits the next one
 * @throws ServiceError `too_many_requests`, with the time until then
 */
export async function refuse(
  what: string,
  until: Date,
  now: Date,
  { refusalMs }: LimitPolicy,
): Promise<never> {
  await delay(refusalMs);
  const leftMs = until.getTime() - now.getTime() - refusalMs;
  const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1_000));
  throw new ServiceError(commonErrors.too_many_requests, {
    retryAfterSeconds,
    message: `Too many ${what}. Try again in ${inWords(retryAfterSeconds)}.`,
  });
}

function inWords(seconds: number): string {
  if (seconds === 1) return '1 second';
  if (seconds <= 90) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
