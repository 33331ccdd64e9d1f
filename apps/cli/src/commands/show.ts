import { defineCommand } from '../args/command.types.js';
import { idOf } from '../args/values.js';
import { listsOf, namesOf } from '../lists.js';
import { itemLine } from '../output/item-line.js';

export const show = defineCommand({
  summary: 'Shows all of an item, also its notes',
  operands: '<id>',
  least: 1,
  most: 1,
  onlyReads: true,
  options: {},
  async run({ output, connect }, { positionals }) {
    const path = { id: idOf(positionals[0]) };
    const client = await connect();
    const item = await client.call('GET', '/api/v2/items/{id}', { path });
    if (output.isJson) return output.json(item);
    const names = namesOf(item.list_id === null ? [] : await listsOf(client));
    output.line(...itemLine(item, names));
    const { role, created_at, updated_at, completed_at } = item;
    const facts = { role, created: created_at, changed: updated_at, done: completed_at };
    for (const [name, value] of Object.entries(facts)) {
      if (value !== null) output.line([`      ${name.padEnd(7)}  ${value}`, 'dim']);
    }
    if (item.notes) output.lines(`\n${item.notes}`);
  },
});
