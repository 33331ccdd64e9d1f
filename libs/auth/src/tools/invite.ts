import { emailAddress } from '#auth-kernel';
import { StartError } from '#glue/errors';
import { EXIT, type Terminal } from '#glue/tools';
import type { Operator } from '../core/administration/operator.js';

/** Prints the link of a new invitation. @returns the exit code */
export async function invite(
  operator: Operator,
  given: string,
  terminal: Terminal,
): Promise<number> {
  const { data: email } = emailAddress().safeParse(given);
  if (email === undefined) throw new StartError('Invite an email address.');
  const { link, expiresAt, isMailed } = await operator.invite(email);
  await terminal.print(`${link}\nvalid once, until ${expiresAt.toISOString()}`);
  if (isMailed) await terminal.print('A mail with the link is on its way.');
  return EXIT.done;
}
