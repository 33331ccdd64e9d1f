import { defineCommand } from '../args/command.types.js';
import { eachId } from '../each-id.js';

export const rm = defineCommand({
  summary: 'Puts items into the trash, or leaves those of others',
  operands: '<id...>',
  least: 1,
  most: Infinity,
  options: {},
  async run({ output, connect }, { positionals }) {
    const client = await connect();
    const remove = async (id: number) => {
      await client.call('DELETE', '/api/v2/items/{id}', { path: { id } });
      if (!output.isJson) output.line(`${id} is deleted.`);
      return id;
    };
    return eachId(positionals, output, remove, (deleted) => ({ deleted }));
  },
});
