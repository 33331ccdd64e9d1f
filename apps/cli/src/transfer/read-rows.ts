import { CsvError, parseCsv } from '../csv/parse-csv.js';
import { assertColumns, itemOfCsv } from './own-csv.js';
import { rowsOfJson } from './own-json.js';
import { RowError, type Rows } from './row.types.js';
import {
  isTodoist,
  type NamedRecord,
  rowsOfTodoist,
  type TodoistOptions,
  TOO_LONG,
} from './todoist-csv.js';

export const FORMATS = ['json', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

/**
 * The items of a file: of this command in JSON or CSV, or of Todoist in CSV.
 *
 * @throws RowError if nothing of it can be understood
 */
export function readRows(bytes: Uint8Array, format: Format, options: TodoistOptions): Rows {
  const text = textOf(bytes);
  return format === 'json' ? rowsOfJson(text, options) : rowsOfCsv(text, options);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // without a byte order mark
  } catch {
    throw new RowError('the file is not in UTF-8');
  }
}

function rowsOfCsv(text: string, options: TodoistOptions): Rows {
  const [head, ...records] = recordsOf(text);
  const columns = (head?.cells ?? []).map((name) => name.trim());
  const named = records.map(({ line, cells }) => ({
    line,
    isTooLong: cells.length > columns.length,
    cells: new Map(columns.map((column, i) => [column, cells[i] ?? ''])),
  }));
  if (isTodoist(columns)) return rowsOfTodoist(named, options);
  assertColumns(columns, head?.line ?? 1);
  return rowsOfOwn(named, options);
}

function rowsOfOwn(records: readonly NamedRecord[], options: TodoistOptions): Rows {
  const found: Rows = { rows: [], invalid: [] };
  for (const { line, cells, isTooLong } of records) {
    const place = `line ${line}`;
    try {
      if (isTooLong) throw new RowError(TOO_LONG);
      found.rows.push({ place, item: itemOfCsv(cells, options) });
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      found.invalid.push({ place, message: error.message });
    }
  }
  return found;
}

function recordsOf(text: string) {
  try {
    return parseCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw new RowError(error.message);
    throw error;
  }
}
