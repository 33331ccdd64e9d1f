import type { Schema } from './branches.js';
import type { JsonSchema } from './json-schema.js';

/** What a schema of objects says of their fields. */
export interface Fields {
  properties: Record<string, Schema>;
  names: string[];
  required: string[];
  others: Schema | undefined;
  keys: Schema | undefined;
}

/** Reads the keywords of an object's fields. */
export function fieldsOf(schema: JsonSchema): Fields {
  // Without a prototype: a field may be named like a method of objects.
  const properties = Object.assign(
    Object.create(null),
    schema['properties'],
  ) as Fields['properties'];
  const required = (schema['required'] ?? []) as string[];
  return {
    properties,
    names: [...new Set([...Object.keys(properties), ...required])],
    required,
    others: schema['additionalProperties'] as Schema | undefined,
    keys: schema['propertyNames'] as Schema | undefined,
  };
}
