import { commonErrors, ServiceError } from '#glue/errors';
import type { FreshSession, StoredSession } from '../ports/sessions.dal.js';

/** How long a refreshed token still leads to its successor. */
export const REFRESH_GRACE_MS = 10_000;
/** Replaced sessions are kept a little longer: the clocks of machines and of Redis differ. */
export const KEEP_REPLACED_MS = REFRESH_GRACE_MS + 500;
/** The minimum time between two refreshes of a chain. */
const MIN_REFRESH_INTERVAL_MS = 1_000;

/** Whether the token of a session is sent again after its grace period. */
export function isReused({ replacement }: StoredSession, now: Date): boolean {
  return !!replacement && now.getTime() - replacement.at.getTime() > REFRESH_GRACE_MS;
}

/**
 * The first session of a chain may be refreshed at once.
 *
 * @throws ServiceError `too_many_requests`
 */
export function assertNotTooEarly({ id, chainId, createdAt }: FreshSession, now: Date): void {
  const ageMs = now.getTime() - createdAt.getTime();
  if (id === chainId || ageMs >= MIN_REFRESH_INTERVAL_MS) return;
  throw new ServiceError(commonErrors.too_many_requests, {
    message: 'A session can be refreshed once a second.',
    retryAfterSeconds: MIN_REFRESH_INTERVAL_MS / 1000,
  });
}
