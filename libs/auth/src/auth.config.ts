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
    AUTH_DB_URL: postgresUrl().meta({
      description:
        'The PostgreSQL of auth, such as `postgres://user:password@host:5432/database`. Percent-encode ' +
        'special characters in the password.',
      unset: 'an embedded database in `DATA_DIR`',
    }),
    AUTH_DB_SCHEMA: schemaName('auth').meta({
      description:
        'The PostgreSQL schema of its tables. The first start makes it, if the user may.',
    }),
    AUTH_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }).meta({
      description: 'Connections to it per process, 1 to 1000. An embedded database always has one.',
    }),
    AUTH_HASH_PARALLELISM: wholeNumber({
      min: 1,
      max: 128,
      default: DEFAULT_HASH_PARALLELISM,
    }).meta({
      description: 'Passwords that are hashed at once, 1 to 128; 4 in docker-compose.yml.',
      unset: 'processor cores less one, at least 1',
    }),
    CACHE_API_URL: z
      .string()
      .refine(
        isRedisUrl,
        'must be a URL like redis://user:password@host:6379/0 or rediss://host:6380; leave it ' +
          'unset to keep sessions in the database.',
      )
      .optional()
      .meta({
        description:
          'The Redis to keep sessions in, such as `redis://user:password@host:6379/0` or ' +
          '`rediss://host:6380`.',
        unset: 'none: sessions are in the database of auth',
      }),
    SESSION_IDLE_MINUTES: positiveNumber({ max: 525_600, default: 20 }).meta({
      description:
        'A session ends if it is not used for so many minutes, or up to half a minute less; fractions ' +
        'are allowed.',
    }),
    SESSION_MAX_HOURS: positiveNumber({ max: 8_760, default: 12 }).meta({
      description:
        'A session ends so many hours after the login in any case; fractions are allowed.',
    }),
  },
} satisfies ConfigPart;

/** The values of {@link authConfig}. */
export type AuthConfig = ConfigOf<typeof authConfig>;

function isRedisUrl(text: string): boolean {
  return (
    URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && !!new URL(text).hostname
  );
}
