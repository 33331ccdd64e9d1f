import type { Schema } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { dayIn, idOf } from '../args/values.js';
import { sharedListId } from '../lists.js';
import { COMMAND } from '../product.js';
import { printMembers } from './lists/members.js';

export const share = defineCommand({
  summary:
    'Shares an item or a list with another user, and shows who has it, or invites a person to it',
  operands: '<id or list> <email>',
  least: 2,
  most: 2,
  options: {
    list: {
      type: 'boolean',
      text: 'a list, by its id or name, which is shared with all its items',
    },
  },
  async run(context, { positionals: [id, email], values: { list } }) {
    const { output } = context;
    if (!list) idOf(id); // before any call
    const client = await context.connect();
    const path = { id: list ? await sharedListId(client, id!) : idOf(id) };
    const options = { path, body: { email: email! } };
    const answer = list
      ? await client.call('POST', '/api/v2/lists/{id}/members', options)
      : await client.call('POST', '/api/v1/items/{id}/users', options);
    if ('token' in answer) return printInvitation(context, answer);
    if (output.isJson) return output.json(Array.isArray(answer) ? { users: answer } : answer);
    printMembers(context, Array.isArray(answer) ? answer : answer.members);
  },
});

function printInvitation({ output, world }: Context, invitation: Schema<'NewInvitation'>): void {
  if (output.isJson) return output.json({ invitation });
  const { email, expires_at, link, token } = invitation;
  const day = dayIn(new Date(expires_at), world.zone);
  output.line(`${email} is invited, until ${day}. A user with this email finds it in the list.`);
  output.line(`Any other user may accept it with this ${link === null ? 'token' : 'link'}, once:`);
  output.line(link ?? token);
  // With "=", since a token may begin with "-".
  if (link === null) output.line(`${COMMAND} invitations accept --link=${token}`);
}
