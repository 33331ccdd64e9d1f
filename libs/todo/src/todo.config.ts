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
    TO_DO_STORE: oneOf(['postgres', 'json-file'], 'postgres').meta({
      description: 'Where items are kept: `postgres`, embedded or not, or `json-file`.',
    }),
    TO_DO_DB_URL: postgresUrl().meta({
      description: 'The PostgreSQL of todo; may be the one of auth.',
      unset: 'an embedded database in `DATA_DIR`',
    }),
    TO_DO_DB_SCHEMA: schemaName('todo').meta({
      description:
        'The PostgreSQL schema of its tables. The first start makes it, if the user may.',
    }),
    TO_DO_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }).meta({
      description: 'Connections to it per process, 1 to 1000. An embedded database always has one.',
    }),
    ITEMS_PER_USER_MAX: wholeNumber({ min: 1, max: 1_000_000, default: 10_000 }).meta({
      description: 'Items that one user may own, 1 to 1000000. Beyond them a write answers 409.',
    }),
    TITLE_BYTES_PER_USER_MAX: wholeNumber({
      min: 1_020,
      max: 1_000_000_000,
      default: 2_097_152,
    }).meta({
      description:
        'Bytes that the titles of one user’s items may have together, 1020 to 1000000000. Beyond ' +
        'them a write answers 409.',
    }),
    JSON_STORE_PATH: z.string().default('./tasks.json').meta({
      description:
        'The file of items, with `TO_DO_STORE=json-file`. One process at a time may have it.',
    }),
    EVENTS_POLL_MS: wholeNumber({ min: 50, max: 3_600_000, default: 1_000 }).meta({
      description:
        'How often, in milliseconds, todo asks auth which users were deleted, 50 to 3600000.',
    }),
  },
} satisfies ConfigPart;

/** The values of {@link todoConfig}. */
export type TodoConfig = ConfigOf<typeof todoConfig>;
