import { z } from 'zod';
import { type ConfigOf, type ConfigPart, oneOf, wholeNumber } from '#glue/config';

export const todoConfig = {
  shape: {
    TO_DO_STORE: oneOf(['postgres', 'json-file'], 'postgres').meta({
      description: 'Where items are stored: `postgres`, embedded or not, or `json-file`.',
    }),
    ITEMS_PER_USER_MAX: wholeNumber({ min: 1, max: 1_000_000, default: 10_000 }).meta({
      description:
        'The maximum number of items a user may own, 1 to 1000000. Beyond it a write answers 409.',
    }),
    TITLE_BYTES_PER_USER_MAX: wholeNumber({
      min: 1_020,
      max: 1_000_000_000,
      default: 2_097_152,
    }).meta({
      description:
        'The maximum total size of the titles of a user’s items in bytes, 1020 to 1000000000. ' +
        'Beyond it a write answers 409.',
    }),
    ITEM_WRITES_PER_MINUTE_MAX: wholeNumber({ min: 1, max: 10_000_000, default: 6_000 }).meta({
      description:
        'How many writes of version 2 a user may make in a minute, at one process, 1 to 10000000. Beyond it a write answers 429.',
    }),
    LIST_CACHE_MB: wholeNumber({ min: 0, max: 4_096, default: 64 }).meta({
      description:
        'How many MB of lists that it has read a process keeps, 0 to 4096; they take up to 1.5 times as much memory. ' +
        'They are never stale: each read asks the database for the version.',
    }),
    JSON_STORE_PATH: z.string().default('./tasks.json').meta({
      description:
        'The JSON file of items, with `TO_DO_STORE=json-file`. One process at a time may use it.',
    }),
  },
} satisfies ConfigPart;

export type TodoConfig = ConfigOf<typeof todoConfig>;
