import { z } from 'zod';
import { commaSeparated } from './comma-separated.js';

/** Origins of web pages, separated by commas, or `undefined`. */
export function origins() {
  return z
    .string()
    .transform((text) => commaSeparated(text).map((origin) => origin.replace(/\/$/, '')))
    .refine(
      (list) => list.every(isOrigin),
      'must be origins separated by commas, such as https://app.example.com,http://localhost:3000.',
    )
    .optional();
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
