import { z } from 'zod';
import { type ConfigOf, type ConfigPart, wholeNumber } from '#glue/config';

/** The address of auth, and the total time of one call. */
export const httpBindingConfig = {
  shape: {
    AUTH_API_URL: z
      .string()
      .refine(
        isPlainHttpUrl,
        'must be a URL like http://127.0.0.1:8081, without user, password, query and fragment.',
      )
      .transform((url) => url.replace(/\/+$/, ''))
      .default('http://127.0.0.1:8081')
      .meta({
        description: 'Over `http`: where auth listens. No user, password, query or fragment.',
      }),
    AUTH_CALL_BUDGET_MS: wholeNumber({ min: 50, max: 60_000, default: 1_000 }).meta({
      description:
        'Over `http`: the total time of one call to auth in milliseconds, including the retry, 50 to ' +
        '60000.',
    }),
  },
} satisfies ConfigPart;

/** The values of {@link httpBindingConfig}. */
export type HttpBindingConfig = ConfigOf<typeof httpBindingConfig>;

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
}
