import { defineCommand } from '../args/command.types.js';
import { listsOf } from '../lists.js';

export const lists = defineCommand({
  summary: 'Shows your lists',
  operands: '',
  least: 0,
  most: 0,
  options: {},
  async run({ output, connect }) {
    const all = await listsOf(await connect());
    if (output.isJson) return output.json({ lists: all });
    for (const { id, name, archived } of all) {
      output.line([String(id).padStart(4), 'dim'], `  ${name}`, [
        archived ? '  archived' : '',
        'dim',
      ]);
    }
  },
});
