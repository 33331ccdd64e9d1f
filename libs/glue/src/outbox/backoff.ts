const FIRST_MS = 500;
const MOST_MS = 60_000;
/** Many that failed together must not come back together. */
const SPREAD = 0.5;

/**
 * The pause before the next try: doubled each time, up to a minute, and random by half.
 *
 * @param tries so far, at least 1
 * @param retryAfterSeconds the least, if the other side has said so
 */
export function backoffMs(tries: number, retryAfterSeconds = 0, random = Math.random): number {
  const doubled = Math.min(MOST_MS, FIRST_MS * 2 ** (tries - 1));
  const spread = doubled * (1 - SPREAD + 2 * SPREAD * random());
  const least = retryAfterSeconds * 1_000 * (1 + SPREAD * random());
  return Math.round(Math.max(spread, least));
}
