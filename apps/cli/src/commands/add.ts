import { defineCommand } from '../args/command.types.js';
import { fieldsOf, ITEM_OPTIONS } from '../args/item-fields.js';
import { listField } from '../lists.js';
import { itemLine } from '../output/item-line.js';

export const add = defineCommand({
  summary: 'Adds an item',
  operands: '<title>',
  least: 1,
  most: 1,
  tooMany: 'Put the title in quotes.',
  options: ITEM_OPTIONS,
  async run({ world, output, connect }, { values, positionals }) {
    const fields = fieldsOf(values, null, world);
    const client = await connect();
    const list = await listField(client, values.list);
    const body = { title: positionals[0]!, ...fields, ...list };
    const item = await client.call('POST', '/api/v2/items', { body });
    if (output.isJson) output.json(item);
    else output.line(...itemLine(item));
  },
});
