import type { DetailedItem } from '#client';
import { csvLine, reformula, unformula } from '../csv/write-csv.js';
import { itemFields } from './item-fields.js';
import { type ItemFields, RowError } from './row.types.js';

/** The columns of an export. An import needs `title` only, in any order. */
export const COLUMNS = [
  ...(['title', 'status', 'notes', 'priority', 'due_date', 'due_time', 'time_zone'] as const),
  ...(['repeat', 'labels', 'list'] as const),
];

export const csvHead = (): string => csvLine(COLUMNS);

/** An item as a line of CSV. @param list the name of its list, empty for the default list */
export function csvOf(item: DetailedItem, list: string): string {
  const { title, status, notes, priority, due, repeat, labels } = item;
  const times = [due?.date ?? '', due?.time ?? '', due?.time_zone ?? ''];
  const written = labels.map((label) => label.replace(/[\\;]/g, '\\$&')).join(';');
  const texts = [unformula(title), status, unformula(notes), String(priority), ...times];
  return csvLine([...texts, repeat ?? '', unformula(written), unformula(list)]);
}

/** An item of the cells of a record, by their columns. @throws RowError */
export function itemOfCsv(cells: ReadonlyMap<string, string>): ItemFields {
  const text = (column: string) => reformula(cells.get(column) ?? '');
  const filled = (column: string) => text(column).trim() || undefined;
  const priority = filled('priority') ?? '0';
  const isDue = filled('due_date') !== undefined;
  if (!isDue && filled('due_time') !== undefined) throw new RowError('due_time needs due_date');
  const due = {
    date: filled('due_date'),
    ...(filled('due_time') !== undefined && {
      time: filled('due_time'),
      time_zone: filled('time_zone'),
    }),
  };
  return itemFields({
    title: text('title'),
    status: filled('status')?.toUpperCase(),
    notes: text('notes'),
    priority: /^\d+$/.test(priority) ? Number(priority) : priority,
    due: isDue ? due : null,
    repeat: filled('repeat'),
    labels: labelsIn(text('labels')),
    list: filled('list'),
  });
}

/** Labels are separated by `;`; `\;` and `\\` are these characters. */
function labelsIn(text: string): string[] {
  const labels = [...text.matchAll(/((?:\\.|[^\\;]|\\$)*)(?:;|$)/gs)].map(([, label]) =>
    label!.replace(/\\(.)/gs, '$1').trim(),
  );
  return labels.filter((label) => label !== '');
}
