import { type ConfigOf, type ConfigPart, wholeNumber } from '#glue/config';

/** How long a process may rely on what auth said of a session. */
export const sessionCacheConfig = {
  shape: {
    SESSION_CACHE_MS: wholeNumber({ min: 0, max: 30_000, default: 1_000 }),
    SESSION_STALE_IF_ERROR_MS: wholeNumber({ min: 0, max: 3_600_000, default: 30_000 }),
  },
} satisfies ConfigPart;

/** The values of {@link sessionCacheConfig}. */
export type SessionCacheConfig = ConfigOf<typeof sessionCacheConfig>;
