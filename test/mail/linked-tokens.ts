import type { MailSystem } from './mail-system.js';

/** The pages that links in mails lead to. */
export type LinkedPage = 'confirm-email' | 'reset-password' | 'undo-email-change';

/** The tokens of all links to a page that an address has got in mails so far, the oldest first. */
export function tokensFor(system: MailSystem, email: string, page: LinkedPage): string[] {
  const link = new RegExp(`/${page}#token=([\\w-]{43})`);
  return system
    .mailsTo(email)
    .map(({ source }) => source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))
    .flatMap((source) => link.exec(source)?.[1] ?? []);
}

/** The token of the newest of these links, once there are `count`. */
export async function tokenFor(
  system: MailSystem,
  email: string,
  page: LinkedPage,
  count = 1,
): Promise<string> {
  const found = () => tokensFor(system, email, page);
  await system.until(`${count} links to ${page}`, async () => found().length >= count);
  return found().at(-1)!;
}
