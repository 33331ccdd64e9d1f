import type { LiveEvent } from '#client';
import { defineCommand } from '../args/command.types.js';
import { itemLine } from '../output/item-line.js';
import type { Output } from '../output/output.js';

export const watch = defineCommand({
  summary: 'Shows what happens to your items, until Ctrl-C',
  operands: '',
  least: 0,
  most: 0,
  onlyReads: true,
  options: {},
  async run({ world, output, connect }) {
    const client = await connect();
    const onFailure = () => output.note('The connection was lost. Trying again …');
    for await (const event of client.events({ signal: world.stopping(), onFailure })) {
      if (output.isJson) output.jsonLine({ event: event.name, id: event.id, data: event.data });
      else print(output, event);
    }
  },
});

function print(output: Output, { name, data }: LiveEvent): void {
  switch (name) {
    case 'list':
      for (const item of data.pending) output.line(...itemLine(item));
      return;
    case 'created':
    case 'shared':
    case 'changed':
      return output.line([name.padEnd(8), 'bold'], ...itemLine(data));
    case 'left':
    case 'deleted':
      return output.line([name.padEnd(8), 'bold'], [String(data.id).padStart(4), 'dim']);
    case 'lists':
      return output.line(['lists   ', 'bold'], data.lists.map((list) => list.name).join(', '));
    default: // the list is the present one
  }
}
