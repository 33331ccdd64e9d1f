import { z } from 'zod';
import { codeIn, withoutValue } from './zod-facts.js';
import { CODE, type JsonSchema } from './json-schema.js';

/** One side of a call on the wire: an object whose only field is the value. */
export interface WireSchemas {
  /** What the reader accepts. */
  accepted: JsonSchema;
  /** What the writer may send, if that is less: a default is always sent, for example. */
  sent?: JsonSchema;
}

type Override = (schema: z.core.$ZodType, json: JsonSchema) => void;

/** @param field the name of the value in the body, such as `input` */
export function wireSchemas(field: string, schema: z.ZodType): WireSchemas {
  const body = z.object({ [field]: schema });
  const accepted = toJson(body, describeAccepted);
  const sent = toJson(body, describeSent);
  return JSON.stringify(sent) === JSON.stringify(accepted) ? { accepted } : { accepted, sent };
}

/** Descriptions and other metadata are left out: they do not change what crosses. */
function toJson(schema: z.core.$ZodType, describe: Override): JsonSchema {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: z.registry(),
    override: ({ zodSchema, jsonSchema }) => {
      const code = codeIn(zodSchema);
      if (code.length > 0) jsonSchema[CODE] = code;
      describe(zodSchema, jsonSchema);
    },
  }) as JsonSchema;
  void $schema;
  return json;
}

const describeAccepted: Override = (schema, json) => {
  const { def } = schema._zod;
  if (schema instanceof z.ZodCatch) return replace(json, {});
  if (schema instanceof z.ZodObject) {
    setRequired(json, schema, (each) => z.object({ each }).safeParse({}).success);
  }
  if (schema instanceof z.ZodPipe && !(schema instanceof z.ZodCodec)) {
    json['allOf'] = [toJson(schema.def.out, describeAccepted)];
  }
  if ('discriminator' in def) exclusive(json);
};

const describeSent: Override = (schema, json) => {
  if (schema instanceof z.ZodObject) setRequired(json, schema, withoutValue);
  if ('discriminator' in schema._zod.def) exclusive(json);
  describeMissing(schema, json);
  const value = json['default'];
  delete json['default'];
  if (!(schema instanceof z.ZodDefault || schema instanceof z.ZodCatch)) return;
  if (value === undefined) return;
  // zod sends a default or the value of catch() as it is, whatever the schema within says.
  if (!z.safeParse(schema.def.innerType, value).success)
    replace(json, { anyOf: [{ ...json }, { const: value }] });
};

/** In a list JSON writes null for what is missing; in a record the name is missing too. */
function describeMissing(schema: z.core.$ZodType, json: JsonSchema): void {
  const orNull = (each: unknown) => ({ anyOf: [each, { type: 'null' }] });
  if (schema instanceof z.ZodArray && withoutValue(schema.def.element)) {
    json['items'] = orNull(json['items']);
  }
  if (schema instanceof z.ZodTuple && Array.isArray(json['prefixItems'])) {
    json['prefixItems'] = json['prefixItems'].map((each: unknown, at) =>
      withoutValue(schema.def.items[at]!) ? orNull(each) : each,
    );
  }
  if (schema instanceof z.ZodRecord && withoutValue(schema.def.valueType)) delete json['required'];
}

function setRequired(
  json: JsonSchema,
  { shape }: z.ZodObject<Record<string, z.ZodType>>,
  mayBeMissing: (schema: z.core.$ZodType) => boolean,
): void {
  const required = Object.keys(shape).filter((key) => !mayBeMissing(shape[key]!));
  if (required.length > 0) json['required'] = required;
  else delete json['required'];
}

/** The options of a discriminated union exclude each other: it is also one of any. */
function exclusive(json: JsonSchema): void {
  json['anyOf'] = json['oneOf'];
  delete json['oneOf'];
}

function replace(json: JsonSchema, other: JsonSchema): void {
  for (const key of Object.keys(json)) delete json[key];
  Object.assign(json, other);
}
