import { defineCommand } from '../args/command.types.js';
import { eachId } from '../each-id.js';
import { itemLine } from '../output/item-line.js';

/** In any state of the item: what others have changed does not matter. */
const ANY = '*';

export const done = defineCommand({
  summary: 'Ticks items',
  operands: '<id...>',
  least: 1,
  most: Infinity,
  options: {},
  async run({ output, connect }, { positionals }) {
    const client = await connect();
    const tick = async (id: number) => {
      const change = { headers: { 'If-Match': ANY }, body: { status: 'DONE' as const } };
      const item = await client.call('PATCH', '/api/v2/items/{id}', { path: { id }, ...change });
      if (!output.isJson) output.line(...itemLine(item));
      return item;
    };
    return eachId(positionals, output, tick, (items) => ({ items }));
  },
});
