import { z } from 'zod';

/** A mail server, and how to reach it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the start, by STARTTLS, which is required, or not at all. */
  readonly tls: 'at once' | 'starttls' | 'never';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** The sender of mails. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 };
const NOT_A_URL =
  'must be a URL like smtp://user:password@mail.example.com:587 or smtps://user:password@mail.example.com:465 ' +
  '(percent-encode special characters), with no query but ?tls=never.';
const PASSWORD_IN_CLEAR =
  'must not have a password with ?tls=never: it would be sent without encryption. Leave one of them out.';
const NOT_A_MAILBOX =
  'must be an address such as no-reply@example.com, or Example <no-reply@example.com>.';
const MAILBOX = /^(?:([^<>"\r\n]*)<([^<>\s]+)>|([^<>\s]+))$/;

/** The URL of a mail server, or `undefined`. Never echoed: it contains a password. */
export function smtpUrl() {
  return z
    .string()
    .transform((text, context): SmtpServer => {
      const server = readUrl(text);
      if (typeof server !== 'string') return server;
      context.addIssue(server);
      return z.NEVER;
    })
    .optional();
}

/** An address with or without a name, or `undefined`. */
export function mailboxFrom() {
  return z
    .string()
    .transform((text, context): Mailbox => {
      const [, name = '', inBrackets, alone] = MAILBOX.exec(text) ?? [];
      const address = z.email().safeParse(inBrackets ?? alone);
      if (address.success) return { name: name.trim(), address: address.data };
      context.addIssue(NOT_A_MAILBOX);
      return z.NEVER;
    })
    .optional();
}

/** @returns the server, or what is wrong */
function readUrl(text: string): SmtpServer | string {
  if (!URL.canParse(text)) return NOT_A_URL;
  const { protocol, hostname, port, username, password, search, hash, pathname } = new URL(text);
  const isPlain = search === '?tls=never' && protocol === 'smtp:';
  const isUrl = protocol in PORTS && hostname !== '' && !hash && /^\/?$/.test(pathname);
  if (!isUrl || (search && !isPlain) || !username !== !password) return NOT_A_URL;
  if (isPlain && password) return PASSWORD_IN_CLEAR;
  try {
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port ? Number(port) : PORTS[protocol as keyof typeof PORTS],
      tls: isPlain ? 'never' : protocol === 'smtps:' ? 'at once' : 'starttls',
      user: username ? decodeURIComponent(username) : undefined,
      password: password ? decodeURIComponent(password) : undefined,
    };
  } catch {
    return NOT_A_URL;
  }
}
