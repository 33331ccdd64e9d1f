import { itemFields } from './item-fields.js';
import { RowError, type Rows } from './row.types.js';

/**
 * The items of a JSON file: of an export of this command, of the export of an account, or a plain array of items.
 * A list is its name in `list`, or its id in `list_id` if the file has `lists`.
 *
 * @throws RowError if it has no items
 */
export function rowsOfJson(text: string): Rows {
  const file = parsed(text) as { items?: unknown; lists?: unknown } | unknown[] | null;
  const items = Array.isArray(file) ? file : file?.items;
  if (!Array.isArray(items)) throw new RowError('the file has no items');
  const names = namesIn(Array.isArray(file) ? [] : file?.lists);
  const found: Rows = { rows: [], invalid: [] };
  for (const [i, value] of (items as unknown[]).entries()) {
    const place = `item ${i + 1}`;
    try {
      if (typeof value !== 'object' || value === null) throw new RowError('this is no item');
      const { list_id: id, ...values } = value as Record<string, unknown>;
      const list = values['list'] ?? names.get(id);
      found.rows.push({ place, item: itemFields({ ...values, list }) });
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      found.invalid.push({ place, message: error.message });
    }
  }
  return found;
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
