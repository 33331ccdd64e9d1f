import { defineCommand } from '../args/command.types.js';
import { idOf } from '../args/values.js';

export const share = defineCommand({
  summary: 'Shares an item with another user, and shows who has it',
  operands: '<id> <email>',
  least: 2,
  most: 2,
  options: {},
  async run({ output, connect }, { positionals: [id, email] }) {
    const options = { path: { id: idOf(id) }, body: { email: email! } };
    const client = await connect();
    const users = await client.call('POST', '/api/v1/items/{id}/users', options);
    if (output.isJson) output.json({ users });
    else for (const user of users) output.line(user.email, [`  ${user.role}`, 'dim']);
  },
});
