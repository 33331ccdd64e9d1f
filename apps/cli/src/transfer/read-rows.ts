import { CsvError, parseCsv } from '../csv/parse-csv.js';
import { itemOfCsv } from './own-csv.js';
import { rowsOfJson } from './own-json.js';
import { RowError, type Rows } from './row.types.js';
import { isTodoist, type NamedRecord, rowsOfTodoist, type TodoistOptions } from './todoist-csv.js';

export const FORMATS = ['json', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

/**
 * The items of a file: of this command in JSON or CSV, or of Todoist in CSV.
 *
 * @throws RowError if nothing of it can be understood
 */
export function readRows(bytes: Uint8Array, format: Format, options: TodoistOptions): Rows {
  const text = textOf(bytes);
  return format === 'json' ? rowsOfJson(text) : rowsOfCsv(text, options);
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
    count: cells.length,
    cells: new Map(columns.map((column, i) => [column, cells[i] ?? ''])),
  }));
  if (isTodoist(columns)) return rowsOfTodoist(named, options);
  if (!columns.includes('title')) throw new RowError('the first line must name the column title');
  return rowsOfOwn(named, columns.length);
}

function rowsOfOwn(records: (NamedRecord & { count: number })[], most: number): Rows {
  const found: Rows = { rows: [], invalid: [] };
  for (const { line, cells, count } of records) {
    const place = `line ${line}`;
    try {
      if (count > most) throw new RowError('there are more cells than columns');
      found.rows.push({ place, item: itemOfCsv(cells) });
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
