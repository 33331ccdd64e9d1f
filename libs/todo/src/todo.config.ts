import { z } from 'zod';
import {
  type ConfigOf,
  type ConfigPart,
  oneOf,
  postgresUrl,
  schemaName,
  wholeNumber,
} from '#glue/config';

/** What the todo context reads from the environment. */
export const todoConfig = {
  shape: {
    TO_DO_STORE: oneOf(['postgres', 'json-file'], 'postgres'),
    TO_DO_DB_URL: postgresUrl(),
    TO_DO_DB_SCHEMA: schemaName('todo'),
    TO_DO_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }),
    EVENTS_POLL_MS: wholeNumber({ min: 50, max: 3_600_000, default: 1_000 }),
    ITEMS_PER_USER_MAX: wholeNumber({ min: 1, max: 1_000_000, default: 10_000 }),
    TITLE_BYTES_PER_USER_MAX: wholeNumber({ min: 1_020, max: 1_000_000_000, default: 2_097_152 }),
    JSON_STORE_PATH: z.string().default('./tasks.json'),
  },
} satisfies ConfigPart;

/** The values of {@link todoConfig}. */
export type TodoConfig = ConfigOf<typeof todoConfig>;
