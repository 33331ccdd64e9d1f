import { defineCommand } from '../args/command.types.js';
import { usage } from '../command-error.js';
import { type List, listsOf } from '../lists.js';
import type { Piece } from '../output/output.js';

export const lists = defineCommand({
  summary: 'Shows your lists, or makes one',
  operands: '[add <name>]',
  least: 0,
  most: 2,
  tooMany: 'Put the name in quotes.',
  onlyReads: true,
  options: {},
  async run({ output, connect }, { positionals: [verb, name] }) {
    if (verb !== undefined && (verb !== 'add' || !name?.trim())) {
      throw usage('To make a list: lists add <name>. Without arguments, lists shows them.');
    }
    const client = await connect();
    if (name !== undefined) {
      const made = await client.call('POST', '/api/v2/lists', { body: { name } });
      return output.isJson ? output.json(made) : output.line(...listLine(made));
    }
    const all = await listsOf(client);
    if (output.isJson) return output.json({ lists: all });
    for (const list of all) output.line(...listLine(list));
  },
});

const listLine = ({ id, name, archived }: List): Piece[] => [
  [String(id).padStart(4), 'dim'],
  `  ${name}`,
  [archived ? '  archived' : '', 'dim'],
];
