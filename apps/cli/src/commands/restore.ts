import { defineCommand } from '../args/command.types.js';
import { idOf } from '../args/values.js';
import { itemLine } from '../output/item-line.js';

export const restore = defineCommand({
  summary: 'Takes an item out of the trash',
  operands: '<id>',
  least: 1,
  most: 1,
  options: {},
  async run({ output, connect }, { positionals }) {
    const path = { id: idOf(positionals[0]) };
    const client = await connect();
    const item = await client.call('POST', '/api/v2/items/{id}/restore', { path });
    if (output.isJson) output.json(item);
    else output.line(...itemLine(item));
  },
});
