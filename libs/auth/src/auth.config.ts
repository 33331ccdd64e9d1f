import { availableParallelism } from 'node:os';
import { z } from 'zod';
import {
  type ConfigOf,
  type ConfigPart,
  positiveNumber,
  postgresUrl,
  schemaName,
  wholeNumber,
} from '#glue/config';

/** One core is left for everything that is not hashing. */
const DEFAULT_HASH_PARALLELISM = Math.max(1, availableParallelism() - 1);

/** What the auth context reads from the environment. */
export const authConfig = {
  shape: {
    AUTH_DB_URL: postgresUrl(),
    AUTH_DB_SCHEMA: schemaName('auth'),
    AUTH_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }),
    AUTH_HASH_PARALLELISM: wholeNumber({ min: 1, max: 128, default: DEFAULT_HASH_PARALLELISM }),
    CACHE_API_URL: z
      .string()
      .refine(
        isRedisUrl,
        'must be a URL like redis://user:password@host:6379/0 or rediss://host:6380; leave it ' +
          'unset to keep sessions in the database.',
      )
      .optional(),
    SESSION_IDLE_MINUTES: positiveNumber({ max: 525_600, default: 20 }),
    SESSION_MAX_HOURS: positiveNumber({ max: 8_760, default: 12 }),
  },
} satisfies ConfigPart;

/** The values of {@link authConfig}. */
export type AuthConfig = ConfigOf<typeof authConfig>;

function isRedisUrl(text: string): boolean {
  return (
    URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && !!new URL(text).hostname
  );
}
