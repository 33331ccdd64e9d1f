import type { JsonSchema } from './json-schema.js';

const NAMES: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'whole number',
  array: 'list',
  object: 'object',
};

/** A type in a sentence: its name, or its values. */
export function nameOf(schema: JsonSchema): string {
  const values = schema['enum'];
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' or ');
  return NAMES[String(schema['type'])] ?? 'anything';
}
