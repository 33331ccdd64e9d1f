import { z } from 'zod';

/** The URL of a server, without a slash at its end. */
export function httpUrl() {
  return z
    .string()
    .refine(
      isPlainHttpUrl,
      'must be a URL like http://127.0.0.1:8081, without user, password, query and fragment.',
    )
    .transform((text) => text.replace(/\/+$/, ''));
}

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
}
