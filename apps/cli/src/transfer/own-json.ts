import { itemFields } from './item-fields.js';
import { type ItemFields, RowError, type Rows } from './row.types.js';

/** What an item may have. */
const FIELDS = [
  ...(['title', 'status', 'notes', 'priority', 'due', 'remind'] as const),
  ...(['repeat', 'labels', 'list'] as const),
];
/** What exports have beside them, and a new item has not: those of this command, and of the account. */
const EXPORTED: readonly string[] = [
  ...['id', 'list_id', 'role', 'shared', 'etag', 'position'],
  ...['created_at', 'updated_at', 'completed_at', 'since', 'inherited'],
];
const DUE_FIELDS = ['date', 'time', 'time_zone'];

/**
 * The items of a JSON file: of an export of this command, of the export of an account, or a plain array of items.
 * A list is its name in `list`, or its id in `list_id` if the file has `lists`.
 *
 * @throws RowError if it has no items
 */
export function rowsOfJson(text: string, options: { zone: string }): Rows {
  const file = parsed(text) as { items?: unknown; lists?: unknown } | unknown[] | null;
  const items = Array.isArray(file) ? file : file?.items;
  if (!Array.isArray(items)) throw new RowError('the file has no items');
  const names = namesIn(Array.isArray(file) ? [] : file?.lists);
  const found: Rows = { rows: [], invalid: [] };
  for (const [i, value] of (items as unknown[]).entries()) {
    const place = `item ${i + 1}`;
    try {
      found.rows.push({ place, item: itemOf(value, names, options) });
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      found.invalid.push({ place, message: error.message });
    }
  }
  return found;
}

function itemOf(
  value: unknown,
  names: ReadonlyMap<unknown, unknown>,
  options: { zone: string },
): ItemFields {
  if (typeof value !== 'object' || value === null) throw new RowError('this is no item');
  const { list_id: id, ...values } = value as Record<string, unknown>;
  assertKeys(values, FIELDS, EXPORTED);
  const due = values['due'];
  if (typeof due === 'object' && due !== null) assertKeys(due, DUE_FIELDS, [], ' in due');
  const list = values['list'] ?? names.get(id);
  if (id !== undefined && id !== null && list === undefined) {
    throw new RowError(`the file has no list ${JSON.stringify(id)}: write its name in "list"`);
  }
  return itemFields({ ...values, list }, options);
}

/** @throws RowError if there is another key: what it means would be lost */
function assertKeys(
  values: object,
  fields: readonly string[],
  others: readonly string[],
  where = '',
): void {
  const unknown = Object.keys(values).find((key) => ![...fields, ...others].includes(key));
  if (unknown === undefined) return;
  const name = JSON.stringify(unknown);
  throw new RowError(`there is no field ${name}${where}. There are ${fields.join(', ')}`);
}

function namesIn(lists: unknown): Map<unknown, unknown> {
  if (!Array.isArray(lists)) return new Map();
  return new Map(
    (lists as { id?: unknown; name?: unknown }[]).map((list) => [list?.id, list?.name]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RowError(`the file is no JSON: ${(error as Error).message}`);
  }
}
