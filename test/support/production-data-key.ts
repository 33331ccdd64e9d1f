import { randomBytes } from 'node:crypto';

/** What a process in production requires that stores secrets. */
export const PRODUCTION_DATA_KEY = { DATA_KEY: randomBytes(32).toString('base64') };
