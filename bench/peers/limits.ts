/** The number of verified tokens that a hand-written peer caches. */
export const CACHED_TOKENS = 10_000;
