/** Verified tokens that a hand-written peer remembers. */
export const CACHED_TOKENS = 10_000;
