import type { DetailedItem } from '#client';
import { csvLine, reformula, unformula } from '../csv/write-csv.js';
import { itemFields } from './item-fields.js';
import { type ItemFields, RowError } from './row.types.js';

/** The columns of an export. An import needs `title` only, in any order. */
export const COLUMNS = [
  ...(['title', 'status', 'notes', 'priority', 'due_date', 'due_time', 'time_zone'] as const),
  ...(['remind', 'repeat', 'labels', 'list'] as const),
];

export const csvHead = (): string => csvLine(COLUMNS);

/** An item as a line of CSV. @param list the name of its list, empty for the default list */
export function csvOf(item: DetailedItem, list: string): string {
  const { title, status, notes, priority, due, remind, repeat, labels } = item;
  const times = [due?.date ?? '', due?.time ?? '', due?.time_zone ?? ''];
  const written = labels.map((label) => label.replace(/[\\;]/g, '\\$&')).join(';');
  const texts = [unformula(title), status, unformula(notes), String(priority), ...times];
  const schedule = [remind ? 'true' : '', repeat ?? ''];
  return csvLine([...texts, ...schedule, unformula(written), unformula(list)]);
}

/** @throws RowError if a column is unknown or there twice, so that what it has would be lost, or `title` is missing */
export function assertColumns(columns: readonly string[], line: number): void {
  const known = `There are ${COLUMNS.join(', ')}`;
  if (!columns.includes('title')) {
    throw new RowError(`the first line must name the column title. ${known}`);
  }
  for (const [i, column] of columns.entries()) {
    if (columns.indexOf(column) < i) throw new RowError(`line ${line}: "${column}" is there twice`);
    if (!COLUMNS.some((each) => each === column)) {
      throw new RowError(`line ${line}: there is no column "${column}". ${known}`);
    }
  }
}

/** An item of the cells of a record, by their columns. @throws RowError */
export function itemOfCsv(
  cells: ReadonlyMap<string, string>,
  options: { zone: string },
): ItemFields {
  const text = (column: string) => reformula(cells.get(column) ?? '');
  const filled = (column: string) => text(column).trim() || undefined;
  const priority = filled('priority') ?? '0';
  return itemFields(
    {
      title: text('title'),
      status: filled('status')?.toUpperCase(),
      notes: text('notes'),
      priority: /^\d+$/.test(priority) ? Number(priority) : priority,
      due: dueIn(filled),
      remind: remindIn(filled('remind')?.toLowerCase()),
      repeat: filled('repeat'),
      labels: labelsIn(text('labels')),
      list: filled('list'),
    },
    options,
  );
}

/** @param filled the text of a column, if there is some */
function dueIn(filled: (column: string) => string | undefined): object | null {
  const [date, time, time_zone] = [filled('due_date'), filled('due_time'), filled('time_zone')];
  if (time_zone !== undefined && time === undefined) throw new RowError('time_zone needs due_time');
  if (time !== undefined && date === undefined) throw new RowError('due_time needs due_date');
  return date === undefined ? null : { date, time, time_zone };
}

/** Spreadsheets write `TRUE` and `FALSE`. Other texts are no booleans, which is an error. */
function remindIn(text: string | undefined): unknown {
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}

/** Labels are separated by `;`; `\;` and `\\` are these characters. */
function labelsIn(text: string): string[] {
  const labels = [...text.matchAll(/((?:\\.|[^\\;]|\\$)*)(?:;|$)/gs)].map(([, label]) =>
    label!.replace(/\\(.)/gs, '$1').trim(),
  );
  return labels.filter((label) => label !== '');
}
