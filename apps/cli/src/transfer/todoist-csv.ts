import { itemFields } from './item-fields.js';
import { type ItemFields, RowError, type Rows } from './row.types.js';
import { todoistDate, type TodoistDate } from './todoist-date.js';

/** What is not in the file. */
export interface TodoistOptions {
  /** Of times that have no zone. */
  zone: string;
  /** The day from which items repeat, as `2026-12-31`. */
  today: string;
}

/** A record by its columns, with its line. */
export interface NamedRecord {
  line: number;
  /** Whether it has more cells than there are columns. */
  isTooLong: boolean;
  cells: ReadonlyMap<string, string>;
}

/** Of a record with a comma that belongs to a cell, in most cases. */
export const TOO_LONG = 'there are more cells than columns';

/** The header of an export of Todoist. */
export const isTodoist = (columns: readonly string[]): boolean =>
  ['TYPE', 'CONTENT'].every((name) => columns.includes(name));

/**
 * The tasks of a project of Todoist. A section becomes a label of its tasks, a note a part of the notes of the task
 * above, and a subtask an item of its own.
 */
export function rowsOfTodoist(records: readonly NamedRecord[], options: TodoistOptions): Rows {
  const found: Rows = { rows: [], invalid: [] };
  let section: string | undefined;
  /** The task above; `undefined` if it could not be understood. */
  let task: ItemFields | undefined;
  for (const { line, cells, isTooLong } of records) {
    const place = `line ${line}`;
    const type = cells.get('TYPE')?.trim() ?? '';
    try {
      if (type === 'task') task = undefined;
      if (isTooLong) throw new RowError(TOO_LONG);
      if (type === 'section') section = cells.get('CONTENT')?.trim() || undefined;
      else if (type === 'note') addNote(task, cells.get('CONTENT') ?? '', options);
      else if (type === 'task') {
        task = taskOf(cells, section, options);
        found.rows.push({ place, item: task });
      } else if (type !== '' && type !== 'meta') throw new RowError(`"${type}" is no TYPE`);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      found.invalid.push({ place, message: error.message });
    }
  }
  return found;
}

function addNote(task: ItemFields | undefined, note: string, options: TodoistOptions): void {
  if (!task) throw new RowError('there is no task for this note');
  const notes = [task.notes, note].filter(Boolean).join('\n\n');
  task.notes = itemFields({ ...task, notes }, options).notes;
}

function taskOf(
  cells: NamedRecord['cells'],
  section: string | undefined,
  options: TodoistOptions,
): ItemFields {
  const { title, labels } = withoutLabels(cells.get('CONTENT') ?? '');
  const { repeat, ...due } = dueOf(cells, options);
  const values = {
    title,
    notes: cells.get('DESCRIPTION'),
    priority: priorityOf(cells.get('PRIORITY')?.trim() ?? ''),
    due: due.date === undefined ? null : due,
    repeat,
    labels: [...labels, ...(section ? [section] : [])],
  };
  return itemFields(values, options);
}

/** `Call Ada @work` has the label `work`. */
function withoutLabels(content: string): { title: string; labels: string[] } {
  const labels = [...content.matchAll(/(?<=^|\s)@(\S+)/g)].map(([, label]) => label!);
  const title = content.replace(/(?:^|\s+)@\S+/g, '').trim();
  return { title: title || content.trim(), labels };
}

/** 1 is the highest there, 4 is none. */
function priorityOf(text: string): number {
  if (text === '') return 0;
  if (!/^[1-4]$/.test(text)) throw new RowError(`PRIORITY must be 1 to 4, not "${text}"`);
  return 4 - Number(text);
}

function dueOf(
  cells: NamedRecord['cells'],
  { zone, today }: TodoistOptions,
): Partial<TodoistDate> & { time_zone?: string } {
  const text = cells.get('DATE')?.trim() || cells.get('DEADLINE')?.trim() || '';
  if (text === '') return {};
  const found = todoistDate(text, today);
  if (!found) throw new RowError(`the date "${text}" cannot be understood: write 2026-12-31`);
  const time_zone = cells.get('TIMEZONE')?.trim() || zone;
  return { ...found, ...(found.time !== undefined && { time_zone }) };
}
