import type { JsonSchema } from './json-schema.js';

/** The paths of the fields that a writer sends in each value that has the object around them. */
export function alwaysSent(schema: JsonSchema, path = ''): string[] {
  const required = (schema['required'] ?? []) as string[];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const { items } = schema as { items?: JsonSchema };
  return [
    ...required.map((name) => `${path}.${name}`),
    ...properties.flatMap(([name, each]) => alwaysSent(each, `${path}.${name}`)),
    ...(items ? alwaysSent(items, `${path}[]`) : []),
  ];
}
