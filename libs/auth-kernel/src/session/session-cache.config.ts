import { type ConfigOf, type ConfigPart, wholeNumber } from '#glue/config';

/** How long a session check is cached. */
export const sessionCacheConfig = {
  shape: {
    SESSION_CACHE_MS: wholeNumber({ min: 0, max: 30_000, default: 1_000 }).meta({
      description:
        'Apps that ask auth: how long a session check is cached, in milliseconds, 0 to 30000. ' +
        'Another process may accept an ended session for this time.',
    }),
    SESSION_STALE_IF_ERROR_MS: wholeNumber({ min: 0, max: 3_600_000, default: 30_000 }).meta({
      description:
        'Apps that ask auth: how long after its last check a session is accepted while auth is ' +
        'unavailable, in milliseconds, 0 to 3600000. With 0 every request is refused then.',
    }),
  },
} satisfies ConfigPart;

export type SessionCacheConfig = ConfigOf<typeof sessionCacheConfig>;
