import type { StandardSchemaConverter } from '@nestjs/swagger';
import type { z } from 'zod';

/** The JSON Schema of OpenAPI 3.1. */
export const DIALECT = 'draft-2020-12';

type JsonSchema = Record<string, unknown>;

/** The description of a zod schema, and of those with an id in it: its own words are those of 3.0. */
export const toJsonSchema: StandardSchemaConverter = (schema, { schemaType }) => {
  const { jsonSchema } = (schema as z.ZodType)['~standard'];
  const converted = jsonSchema[schemaType]({ target: DIALECT });
  const { $defs: components = {}, ...own } = converted;
  delete own['$schema'];
  return { schema: own, components: components as Record<string, JsonSchema> };
};

/** The parts of a schema that are schemas by name. */
const TABLES = ['properties', 'patternProperties'];
/** Those that are schemas, or lists of them. */
const SCHEMAS = ['items', 'prefixItems', 'additionalProperties', 'propertyNames'];
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf', 'not'];

/** Turns `example` in all schemas of a part of a document into `examples`: 3.1 deprecates the former. */
export function listExamples(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'schema') listExamplesOf(value);
    else if (key === 'schemas') Object.values(value as object).forEach(listExamplesOf);
    else if (key !== 'example' && key !== 'examples') listExamples(value);
  }
}

function listExamplesOf(schema: unknown): void {
  if (Array.isArray(schema)) schema.forEach(listExamplesOf);
  if (typeof schema !== 'object' || schema === null) return;
  const parts = schema as JsonSchema;
  if ('example' in parts) {
    parts['examples'] = [parts['example']];
    delete parts['example'];
  }
  for (const key of TABLES) Object.values(parts[key] ?? {}).forEach(listExamplesOf);
  for (const key of [...SCHEMAS, ...ALTERNATIVES]) listExamplesOf(parts[key]);
}
