import type { Schema } from '#client';
import { isDay, isTime, isZone } from '../args/values.js';
import { type ItemFields, RowError } from './row.types.js';

const MAX_TITLE = 255;
const MAX_NOTES_BYTES = 32_768;
const MAX_REPEAT = 200;
const MAX_LABELS = 20;
const MAX_LABEL = 50;
const MAX_LIST = 100;
/** Not in a line of text. Overrides of the direction of writing, too: one text would look like another. */
const CONFUSING = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;
/** Not in notes, which have tabs and ends of lines. */
const CONTROL = /(?![\t\r\n])[\p{Cc}\p{Cs}]/u;

type Values = Readonly<Record<string, unknown>>;

/** An item of values that a file has. The server checks it again. @throws RowError */
export function itemFields(values: Values): ItemFields {
  const due = dueOf(values['due']);
  const repeat = optional(values['repeat'], (value) => textOf('repeat', value, MAX_REPEAT));
  if (repeat !== null && !due) throw new RowError('an item that repeats needs a due date');
  return {
    title: textOf('title', values['title'], MAX_TITLE),
    status: statusOf(values['status']),
    notes: notesOf(values['notes'] ?? ''),
    priority: priorityOf(values['priority'] ?? 0),
    due,
    repeat,
    labels: labelsOf(values['labels'] ?? []),
    list: optional(values['list'], (value) => textOf('list', value, MAX_LIST)),
  };
}

/** @throws RowError */
export function dueOf(value: unknown): Schema<'Due'> | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') throw new RowError('due must have a date');
  const { date, time, time_zone } = value as Values;
  if (typeof date !== 'string' || !isDay(date)) throw new RowError(`${said(date)} is no day`);
  if (time === undefined && time_zone === undefined) return { date };
  if (typeof time !== 'string' || !isTime(time)) throw new RowError(`${said(time)} is no time`);
  if (typeof time_zone !== 'string' || !isZone(time_zone)) {
    throw new RowError(`${said(time_zone)} is no time zone`);
  }
  return { date, time, time_zone };
}

function textOf(name: string, value: unknown, most: number): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!text) throw new RowError(`${name} is missing`);
  if ([...text].length > most) throw new RowError(`${name} has more than ${most} characters`);
  if (CONFUSING.test(text)) throw new RowError(`${name} has control characters`);
  return text;
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

function labelsOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw new RowError('labels must be a list of texts');
  const labels = [...new Set(value.map((label) => textOf('label', label, MAX_LABEL)))];
  if (labels.length > MAX_LABELS) throw new RowError(`there are more than ${MAX_LABELS} labels`);
  return labels;
}

const optional = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  value === undefined || value === null ? null : read(value);

const said = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
