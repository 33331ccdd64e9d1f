import { StartError } from '#glue/errors';
import { CODE, type JsonSchema } from './json-schema.js';

/** What a schema may be: JSON Schema has booleans for everything and nothing. */
export type Schema = JsonSchema | boolean;

const ANNOTATIONS = ['$defs', 'default', 'readOnly', 'contentEncoding'];
const UNDERSTOOD = new Set([
  ...ANNOTATIONS,
  ...['$ref', 'type', 'enum', 'const', 'anyOf', 'allOf', 'not', CODE],
  ...['minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'prefixItems', 'minItems', 'maxItems'],
  ...['properties', 'required', 'additionalProperties', 'propertyNames'],
]);

/** @throws StartError for a keyword that the comparison does not understand */
function assertUnderstood(schema: JsonSchema, path: string): void {
  const unknown = Object.keys(schema).find((keyword) => !UNDERSTOOD.has(keyword));
  if (unknown === undefined) return;
  throw new StartError(`${path} has the keyword ${unknown}, which cannot be compared.`);
}

/** The schema that a reference names, within the document that has it. */
export function resolve(schema: Schema, root: JsonSchema, path: string): Schema {
  if (typeof schema === 'boolean') return schema;
  assertUnderstood(schema, path);
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const beside = Object.keys(schema).find((each) => each !== '$ref' && !ANNOTATIONS.includes(each));
  if (beside !== undefined)
    throw new StartError(`${path} has ${beside} beside $ref, which cannot be compared.`);
  const steps = $ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  const target = steps.reduce<unknown>((at, step) => (at as JsonSchema)[step], root);
  return resolve(target as Schema, root, path);
}

/**
 * The alternatives of a schema: a value fits it if it fits one of them. Each has one type, or a list
 * of values (`enum`), or neither if everything fits.
 */
export function branchesOf(schema: Schema, root: JsonSchema, path: string): JsonSchema[] {
  const found = resolve(schema, root, path);
  if (typeof found === 'boolean') return found ? [{}] : [];
  const { anyOf, type, not, ...rest } = found;
  if (not !== undefined) {
    if (JSON.stringify(not) === '{}') return [];
    throw new StartError(`${path} has the keyword not, which cannot be compared.`);
  }
  if (Array.isArray(anyOf)) {
    // The options keep what is required beside them.
    return (anyOf as Schema[])
      .flatMap((each) => branchesOf(each, root, path))
      .map((each) => withBoth(each, type === undefined ? rest : { ...rest, type }, path));
  }
  const types = Array.isArray(type) ? (type as string[]) : [type];
  return types.map((each) => asValues({ ...rest, ...(each !== undefined && { type: each }) }));
}

function withBoth(option: JsonSchema, beside: JsonSchema, path: string): JsonSchema {
  const { [CODE]: code, ...others } = beside;
  const constraint = Object.keys(others).find((keyword) => !ANNOTATIONS.includes(keyword));
  if (constraint !== undefined) {
    throw new StartError(`${path} has ${constraint} beside anyOf, which cannot be compared.`);
  }
  return code === undefined
    ? option
    : { ...option, [CODE]: [...codeOf(option), ...codeOf(beside)] };
}

/** The checks of a schema that are code. */
export function codeOf(schema: JsonSchema): string[] {
  return (schema[CODE] ?? []) as string[];
}

function asValues(schema: JsonSchema): JsonSchema {
  const { const: only, type, ...rest } = schema;
  if ('const' in schema) return { ...rest, enum: [only] };
  if ('enum' in schema) return schema;
  if (type === 'boolean') return { ...rest, enum: [false, true] };
  if (type === 'null') return { ...rest, enum: [null] };
  return schema;
}
