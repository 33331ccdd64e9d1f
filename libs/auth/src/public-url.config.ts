import { z } from 'zod';
import type { ConfigPart } from '#glue/config';

const EXAMPLE = 'https://todo.example.com';
const REQUIRED =
  'is required where NODE_ENV=production and mails are sent: mail is hosted here, or MAIL_API_URL is set. ' +
  `Set it to the address under which people open the page, such as ${EXAMPLE}.`;
const NOT_HTTPS =
  'must begin with https:// when NODE_ENV=production, unless it is localhost: its links carry secrets. ' +
  `Set it to the address under which people open the page, such as ${EXAMPLE}.`;
const THIS_MACHINE = /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^\[::1\]$/;

/** Where people open the page. Never taken from a request, whose `Host` header anyone may send. */
export const publicUrlConfig = {
  shape: {
    PUBLIC_URL: z
      .string()
      .transform((text) => text.replace(/\/$/, ''))
      .refine(
        isOrigin,
        `must be the origin of the page, such as ${EXAMPLE}: a scheme, a host and perhaps a port, without ` +
          'user, path, query and fragment.',
      )
      .optional()
      .meta({
        description:
          'The address under which people open the page, such as `https://todo.example.com`. Production needs ' +
          'it with mail or `MAIL_API_URL`; without it, passkeys and invitations are off there.',
        unset: 'the address that the process prints at its start; none in production',
      }),
  },
  check(config, report) {
    const { PUBLIC_URL: url, NODE_ENV } = config as { PUBLIC_URL?: string; NODE_ENV?: string };
    if (NODE_ENV !== 'production' || url === undefined) return;
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !THIS_MACHINE.test(hostname)) report('PUBLIC_URL', NOT_HTTPS);
  },
} satisfies ConfigPart;

/** Links in mails need an address. */
export const publicUrlForMails: NonNullable<ConfigPart['check']> = (config, report) => {
  const { PUBLIC_URL: url, NODE_ENV } = config;
  if (NODE_ENV === 'production' && url === undefined) report('PUBLIC_URL', REQUIRED);
};

/**
 * The address under which people open the page; `undefined` in production without `PUBLIC_URL`: this process
 * does not know it then.
 *
 * @param own where this process is opened on this machine, if it listens
 */
export function publicUrl(
  { PUBLIC_URL, NODE_ENV, PORT }: Addresses,
  own: string | undefined,
): string | undefined {
  if (PUBLIC_URL !== undefined || NODE_ENV === 'production') return PUBLIC_URL;
  return own ?? `http://localhost:${PORT}`;
}

interface Addresses {
  PUBLIC_URL?: string | undefined;
  NODE_ENV: string;
  PORT: number;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
