const DAY_MS = 24 * 3_600_000;

/** In Unicode code points. */
export const MAX_NAME_LENGTH = 100;
export const MAX_LIFE_DAYS = 365;
export const DEFAULT_LIFE_DAYS = 90;
/** How long expired access tokens are listed. */
export const KEEP_EXPIRED_MS = 30 * DAY_MS;
/** Uses are stored at most this often, to save writes. */
export const TOUCH_INTERVAL_MS = 60_000;

export function expiryAfter(days: number, now: Date): Date {
  return new Date(now.getTime() + days * DAY_MS);
}
