import { RowError } from './row.types.js';

/** Not in a line of text. Overrides of the direction of writing, too: one text would look like another. */
const CONFUSING = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;

export const isAbsent = (value: unknown): value is undefined | null =>
  value === undefined || value === null;

/** A line of text. @throws RowError */
export function textOf(name: string, value: unknown, most: number): string {
  if (!isAbsent(value) && typeof value !== 'string') throw new RowError(`${name} must be text`);
  const text = (value ?? '').trim();
  if (!text) throw new RowError(`${name} is missing`);
  if ([...text].length > most) throw new RowError(`${name} has more than ${most} characters`);
  if (CONFUSING.test(text)) throw new RowError(`${name} has control characters`);
  return text;
}

/** A value in a message. */
export const said = (value: unknown): string => JSON.stringify(value);
