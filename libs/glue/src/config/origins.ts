import { z } from 'zod';

/** Origins of web pages, separated by commas, or `undefined`. */
export function origins() {
  return z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
    .refine(
      (list) => list.every(isOrigin),
      'must be origins separated by commas, such as https://app.example.com,http://localhost:3000.',
    )
    .optional();
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
