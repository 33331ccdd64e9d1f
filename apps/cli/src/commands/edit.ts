import { ApiError, type DetailedItem } from '#client';
import { defineCommand } from '../args/command.types.js';
import { fieldsOf, ITEM_OPTIONS } from '../args/item-fields.js';
import { idOf, wordOf } from '../args/values.js';
import { refused, usage } from '../command-error.js';
import { listField } from '../lists.js';
import { itemLine } from '../output/item-line.js';
import { differences } from '../output/differences.js';

const STATUSES = ['PENDING', 'DONE'] as const;

export const edit = defineCommand({
  summary: 'Changes an item, unless it has changed meanwhile',
  operands: '<id>',
  least: 1,
  most: 1,
  options: {
    title: { type: 'string', value: 'title', text: 'the new title' },
    status: { type: 'string', value: 'status', text: 'PENDING or DONE' },
    ...ITEM_OPTIONS,
    etag: { type: 'string', value: 'etag', text: 'only if the item is as it was with this ETag' },
  },
  async run({ world, output, connect }, { values, positionals }) {
    const id = idOf(positionals[0]);
    const { title, etag, list, ...others } = values;
    const status = others.status && wordOf('status', others.status, STATUSES);
    fieldsOf({ ...others, time: undefined, zone: undefined }, null, world); // before any call
    const client = await connect();
    const seen = await client.call('GET', '/api/v2/items/{id}', { path: { id } });
    const change = {
      ...(title !== undefined && { title }),
      ...(status && { status }),
      ...fieldsOf(others, seen.due, world),
      ...(await listField(client, list)),
    };
    if (Object.keys(change).length === 0) throw usage('Say what to change: --title, --due, …');
    const expected = { id, etag: etag ?? seen.etag };
    const item = await client.update(expected, change).catch((error: unknown) => {
      throw conflictOf(error, etag === undefined ? seen : undefined, Object.keys(change)) ?? error;
    });
    if (output.isJson) output.json(item);
    else output.line(...itemLine(item));
  },
});

/** @param seen the item as it was seen; `undefined` if it was seen before this command */
function conflictOf(error: unknown, seen: DetailedItem | undefined, fields: string[]) {
  if (!(error instanceof ApiError) || error.code !== 'item_changed') return undefined;
  const current = error.problem.current as DetailedItem | undefined;
  const what = current ? differences(seen, current, fields) : [];
  const message = ['The item has changed, and was left as it is (item_changed).', ...what];
  return refused([...message, ...(current ? [`Its ETag is ${current.etag}`] : [])].join('\n'));
}
