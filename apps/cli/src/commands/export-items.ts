import { type Client, type DetailedItem } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { wordOf } from '../args/values.js';
import { type List, listsOf, namesOf } from '../lists.js';
import { csvHead, csvOf } from '../transfer/own-csv.js';
import { FORMATS } from '../transfer/read-rows.js';

export const exportItems = defineCommand({
  summary: 'Writes all items to stdout, for import',
  operands: '',
  least: 0,
  most: 0,
  onlyReads: true,
  options: {
    format: { type: 'string', value: 'format', text: 'json (the default) or csv' },
  },
  async run(context, { values }) {
    const format = values.format === undefined ? 'json' : wordOf('format', values.format, FORMATS);
    const client = await context.connect();
    const lists = await listsOf(client);
    if (format === 'csv' && !context.output.isJson) await writeCsv(context, client, lists);
    else await writeJson(context, client, lists);
  },
});

/** All items, also those that are done, the oldest first. */
const all = (client: Client) => client.items({ limit: 100, sort: 'created' });

async function writeCsv({ output }: Context, client: Client, lists: List[]): Promise<void> {
  const names = namesOf(lists);
  output.text(csvHead());
  for await (const item of all(client)) output.text(csvOf(item, nameOf(item, names)));
}

/** What holds for this moment only. */
const OF_THIS_MOMENT = { etag: undefined, position: undefined, shared: undefined };

async function writeJson({ output }: Context, client: Client, lists: List[]): Promise<void> {
  const names = namesOf(lists);
  const items: object[] = [];
  for await (const item of all(client)) items.push(exported(item, nameOf(item, names)));
  output.json({ lists: lists.map(({ id, name, archived }) => ({ id, name, archived })), items });
}

/** An item for a file. */
function exported(item: DetailedItem, list: string): object {
  return { ...item, ...OF_THIS_MOMENT, list: list || null };
}

function nameOf(
  { list_id }: Pick<DetailedItem, 'list_id'>,
  names: ReadonlyMap<number, string>,
): string {
  return (list_id !== null && names.get(list_id)) || '';
}
