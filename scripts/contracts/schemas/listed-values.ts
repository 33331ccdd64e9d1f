import { codeOf } from './branches.js';
import type { Difference } from './difference.js';
import type { JsonSchema } from './json-schema.js';
import { nameOf } from './names.js';
import { accepts } from './values.js';

/** Those of the values in the writer's `enum` that no reader accepts. */
export function valuesOutside(
  writer: JsonSchema,
  readers: JsonSchema[],
  path: string,
): Difference[] {
  const same = (reader: JsonSchema) =>
    codeOf(reader).length > 0 && codeOf(reader).join() === codeOf(writer).join();
  const bare = readers.map((each) => (same(each) ? { ...each, 'x-checked-in-code': [] } : each));
  const wrong = (writer['enum'] as unknown[]).filter(
    (value) => !bare.some((each) => accepts(each, value)),
  );
  if (wrong.length === 0) return [];
  const accepted = readers.map(nameOf).join(' or ') || 'nothing';
  return [
    { path, what: `${JSON.stringify(wrong).slice(1, -1)} is sent, and ${accepted} is accepted` },
  ];
}
