import { type ConfigOf, type ConfigPart, wholeNumber } from '#glue/config';

/** How long a process may rely on what auth said of a session. */
export const sessionCacheConfig = {
  shape: {
    SESSION_CACHE_MS: wholeNumber({ min: 0, max: 30_000, default: 1_000 }).meta({
      description:
        'Monolith and todo: for how many milliseconds a session check is cached, 0 to 30000. For so ' +
        'long a session may go on in another process after it was ended.',
    }),
    SESSION_STALE_IF_ERROR_MS: wholeNumber({ min: 0, max: 3_600_000, default: 30_000 }).meta({
      description:
        'Monolith and todo: for how many milliseconds after its last check a session goes on while ' +
        'auth is unavailable, 0 to 3600000. 0 refuses everybody as soon as that happens.',
    }),
  },
} satisfies ConfigPart;

/** The values of {@link sessionCacheConfig}. */
export type SessionCacheConfig = ConfigOf<typeof sessionCacheConfig>;
