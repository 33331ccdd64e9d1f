import type { JsonSchema } from './json-schema.js';
import { codeOf } from './branches.js';
import { patternsOf, rangeOf, within } from './constraints.js';

/** Whether a reader certainly accepts one value. */
export function accepts(reader: JsonSchema, value: unknown): boolean {
  if (codeOf(reader).length > 0) return false;
  if (Array.isArray(reader['enum'])) return reader['enum'].includes(value);
  const { type } = reader;
  if (type === undefined) return reader['allOf'] === undefined;
  if (typeof value === 'string') return type === 'string' && acceptsText(reader, value);
  if (typeof value !== 'number') return false;
  return (
    (type === 'number' || (type === 'integer' && Number.isInteger(value))) &&
    acceptsNumber(reader, value)
  );
}

function acceptsText(reader: JsonSchema, text: string): boolean {
  const { patterns, format } = patternsOf(reader);
  if (format !== undefined) return false;
  return (
    within(rangeOf(reader, 'length'), text.length) &&
    patterns.every((each) => !each.includes('\\p{') && new RegExp(each).test(text))
  );
}

function acceptsNumber(reader: JsonSchema, value: number): boolean {
  const { multipleOf } = reader;
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) return false;
  return within(rangeOf(reader, 'value'), value);
}
