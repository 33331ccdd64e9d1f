import { EXIT, type Terminal } from '#glue/tools';
import type { Operator } from '../core/administration/operator.js';
import type { AdministeredUser } from '../core/ports/administration/administered-users.dal.js';

const MAX_LISTED = 100;

/** Prints a line for each administrator, or for each user who is searched for. @returns the exit code */
export async function listUsers(
  operator: Operator,
  search: string | undefined,
  terminal: Terminal,
): Promise<number> {
  const found = await operator.list(search, MAX_LISTED);
  const none = search === undefined ? 'There is no administrator.' : 'There is no such user.';
  await terminal.print(found.length > 0 ? found.map(lineOf).join('\n') : none);
  if (found.length === MAX_LISTED) await terminal.print('There may be more.');
  return EXIT.done;
}

function lineOf({ email, uniqueId, role, disabledAt }: AdministeredUser): string {
  const state = disabledAt ? `, disabled since ${disabledAt.toISOString()}` : '';
  return `${email} (${uniqueId}): ${role}${state}`;
}
