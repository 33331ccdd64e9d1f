import { type ItemFields, RowError } from './row.types.js';
import { dueOf, ruleOf } from './schedule.js';
import { isAbsent, said, textOf } from './texts.js';

const MAX_TITLE = 255;
const MAX_NOTES_BYTES = 32_768;
const MAX_LABELS = 20;
const MAX_LABEL = 50;
/** Of the name of a list. */
export const MAX_LIST = 100;
/** Not in notes, which have tabs and ends of lines. */
const CONTROL = /(?![\t\r\n])[\p{Cc}\p{Cs}]/u;

type Values = Readonly<Record<string, unknown>>;

/**
 * An item of values that a file has. The server checks it again.
 *
 * @param options the zone of times that have none
 * @throws RowError
 */
export function itemFields(values: Values, options: { zone: string }): ItemFields {
  const due = dueOf(values['due'], options);
  const repeat = optional(values['repeat'], ruleOf);
  if (repeat !== null && !due) throw new RowError('an item that repeats needs a due date');
  return {
    title: textOf('title', values['title'], MAX_TITLE),
    status: statusOf(values['status']),
    notes: notesOf(values['notes'] ?? ''),
    priority: priorityOf(values['priority'] ?? 0),
    due,
    remind: remindOf(values['remind'] ?? false, due),
    repeat,
    labels: labelsOf(values['labels'] ?? []),
    list: optional(values['list'], (value) => textOf('list', value, MAX_LIST)),
  };
}

function statusOf(value: unknown = 'PENDING'): ItemFields['status'] {
  if (value === 'PENDING' || value === 'DONE') return value;
  throw new RowError(`status must be PENDING or DONE, not ${said(value)}`);
}

function notesOf(value: unknown): string {
  if (typeof value !== 'string') throw new RowError('notes must be text');
  if (Buffer.byteLength(value) > MAX_NOTES_BYTES) {
    throw new RowError(`notes have more than ${MAX_NOTES_BYTES} bytes`);
  }
  if (CONTROL.test(value)) throw new RowError('notes have control characters');
  return value;
}

function priorityOf(value: unknown): number {
  if (typeof value === 'number' && [0, 1, 2, 3].includes(value)) return value;
  throw new RowError(`priority must be 0 to 3, not ${said(value)}`);
}

function remindOf(value: unknown, due: ItemFields['due']): boolean {
  if (typeof value !== 'boolean')
    throw new RowError(`remind must be true or false, not ${said(value)}`);
  if (value && !due?.time) throw new RowError('a reminder needs a due time');
  return value;
}

function labelsOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw new RowError('labels must be a list of texts');
  const labels = [...new Set(value.map((label) => textOf('label', label, MAX_LABEL)))];
  if (labels.length > MAX_LABELS) throw new RowError(`there are more than ${MAX_LABELS} labels`);
  return labels;
}

const optional = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  isAbsent(value) ? null : read(value);
