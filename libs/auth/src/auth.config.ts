import { availableParallelism } from 'node:os';
import {
  type ConfigOf,
  type ConfigPart,
  positiveNumber,
  postgresUrl,
  wholeNumber,
} from '#glue/config';

/** One core is left for everything that is not hashing. */
const DEFAULT_HASH_PARALLELISM = Math.max(1, availableParallelism() - 1);

/** What the auth context reads from the environment. */
export const authConfig = {
  shape: {
    AUTH_DB_URL: postgresUrl(),
    AUTH_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }),
    AUTH_HASH_PARALLELISM: wholeNumber({ min: 1, max: 128, default: DEFAULT_HASH_PARALLELISM }),
    SESSION_IDLE_MINUTES: positiveNumber({ max: 525_600, default: 20 }),
    SESSION_MAX_HOURS: positiveNumber({ max: 8_760, default: 12 }),
  },
} satisfies ConfigPart;

/** The values of {@link authConfig}. */
export type AuthConfig = ConfigOf<typeof authConfig>;
