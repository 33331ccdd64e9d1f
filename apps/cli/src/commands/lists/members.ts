import type { Client, Schema } from '#client';
import type { Context } from '../../args/command.types.js';
import { refused } from '../../command-error.js';
import { COMMAND } from '../../product.js';

type Member = Schema<'ItemUser'>;

const LIST = '/api/v2/lists/{id}/members';

/** Who has a list. */
export async function membersOf(client: Client, id: number): Promise<Member[]> {
  return (await client.call('GET', LIST, { path: { id } })).members;
}

/**
 * Removes a member from a list that the user owns.
 *
 * @param who an email, or the id of a user
 * @returns the others
 * @throws CommandError if this is no member
 */
export async function removeMember(client: Client, id: number, who: string): Promise<Member[]> {
  const email = who.trim().toLowerCase();
  const members = await membersOf(client, id);
  const found = members.find((each) => each.email === email || String(each.user_id) === email);
  if (!found)
    throw refused(`"${who}" is no member of this list. See: ${COMMAND} lists members ${id}`);
  const path = { id, user_id: found.user_id };
  return (await client.call('DELETE', `${LIST}/{user_id}`, { path })).members;
}

/** A line for each member, of an item, too. */
export function printMembers({ output }: Context, members: readonly Member[]): void {
  for (const { email, role } of members) output.line(email, [`  ${role}`, 'dim']);
}
