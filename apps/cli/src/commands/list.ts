import { type Client, type DetailedItem, type ItemsQuery } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { type Clock, dayOf, wordOf } from '../args/values.js';
import { usage } from '../command-error.js';
import { listNamed, listsOf, namesOf } from '../lists.js';
import { itemLine } from '../output/item-line.js';

const KEYS = ['created', 'updated', 'due', 'title', 'priority', 'position'] as const;
const SORTS = KEYS.flatMap((key) => [key, `-${key}`] as const);

interface Values {
  all?: boolean | undefined;
  done?: boolean | undefined;
  label?: string | undefined;
  search?: string | undefined;
  'due-from'?: string | undefined;
  'due-to'?: string | undefined;
  sort?: string | undefined;
}

export const list = defineCommand({
  summary: 'Shows the items that are to do, or others',
  operands: '',
  least: 0,
  most: 0,
  onlyReads: true,
  options: {
    all: { type: 'boolean', text: 'also those that are done' },
    done: { type: 'boolean', text: 'only those that are done' },
    label: { type: 'string', value: 'label', text: 'with this label' },
    list: { type: 'string', value: 'list', text: 'of a list, by its id or name, or default' },
    search: { type: 'string', value: 'words', text: 'with words that begin so' },
    'due-from': { type: 'string', value: 'day', text: 'due on this day or later' },
    'due-to': { type: 'string', value: 'day', text: 'due on this day or earlier' },
    sort: { type: 'string', value: 'field', text: `${KEYS.join(', ')}; --sort=-due in reverse` },
  },
  async run(context, { values }) {
    const query = queryOf(values, context.world);
    const client = await context.connect();
    const of = values.list === undefined ? undefined : await listNamed(client, values.list);
    const place: ItemsQuery = of === undefined ? {} : { list: of ?? 'default' };
    const items: DetailedItem[] = [];
    for await (const item of client.items({ ...query, ...place })) items.push(item);
    if (context.output.isJson) context.output.json({ items });
    else await print(context, client, items);
  },
});

/** @throws CommandError */
function queryOf(values: Values, clock: Clock): ItemsQuery {
  const { all, done, label, search, sort } = values;
  if (all && done) throw usage('--all and --done exclude each other.');
  return {
    limit: 100,
    ...(!all && { status: done ? ('DONE' as const) : ('PENDING' as const) }),
    ...(label !== undefined && { label }),
    ...(search !== undefined && { text: search }),
    ...(values['due-from'] !== undefined && {
      due_from: dayOf('due-from', values['due-from'], clock),
    }),
    ...(values['due-to'] !== undefined && { due_to: dayOf('due-to', values['due-to'], clock) }),
    ...(sort !== undefined && { sort: wordOf('sort', sort, SORTS) }),
  };
}

async function print(
  { output, world }: Context,
  client: Client,
  items: DetailedItem[],
): Promise<void> {
  if (items.length === 0 && world.isTerminal) output.note('There is no such item.');
  const isFiled = items.some(({ list_id }) => list_id !== null);
  const names = namesOf(isFiled ? await listsOf(client) : []);
  for (const item of items) output.line(...itemLine(item, names));
}
