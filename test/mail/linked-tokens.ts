import type { Received } from '../../libs/mail/src/mail-server.suite.js';

/** The pages that links in mails lead to. */
export type LinkedPage = 'confirm-email' | 'reset-password' | 'undo-email-change';

/** A system whose mails a test reads. */
export interface MailingSystem {
  readonly authUrl: string;
  mailsTo(email: string): readonly Received[];
  /** Waits until a condition holds. */
  until(what: string, condition: () => Promise<boolean>): Promise<void>;
}

/** The decoded sources of the mails with a link to a page that an address has got so far, the oldest first. */
export function mailsLinking(system: MailingSystem, email: string, page: LinkedPage): string[] {
  return system
    .mailsTo(email)
    .map(({ source }) => source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))
    .filter((source) => source.includes(`/${page}#token=`));
}

/** The tokens of these links. */
export function tokensFor(system: MailingSystem, email: string, page: LinkedPage): string[] {
  const link = new RegExp(`/${page}#token=([\\w-]{43})`);
  return mailsLinking(system, email, page).flatMap((source) => link.exec(source)?.[1] ?? []);
}

/** The token of the newest of these links, once there are `count`. */
export async function tokenFor(
  system: MailingSystem,
  email: string,
  page: LinkedPage,
  count = 1,
): Promise<string> {
  const found = () => tokensFor(system, email, page);
  await system.until(`${count} links to ${page}`, async () => found().length >= count);
  return found().at(-1)!;
}
