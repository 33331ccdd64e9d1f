import type { Schema } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { dayIn, idOf } from '../args/values.js';
import { COMMAND } from '../product.js';

export const share = defineCommand({
  summary: 'Shares an item with another user, and shows who has it, or invites a person to it',
  operands: '<id> <email>',
  least: 2,
  most: 2,
  options: {},
  async run(context, { positionals: [id, email] }) {
    const { output } = context;
    const options = { path: { id: idOf(id) }, body: { email: email! } };
    const client = await context.connect();
    const answer = await client.call('POST', '/api/v1/items/{id}/users', options);
    if (!Array.isArray(answer)) return printInvitation(context, answer);
    if (output.isJson) output.json({ users: answer });
    else for (const user of answer) output.line(user.email, [`  ${user.role}`, 'dim']);
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
