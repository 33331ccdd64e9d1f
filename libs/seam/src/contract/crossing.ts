import { z } from 'zod';
import { isMarked, type Path, SECRET, secretPaths } from './secret-fields.js';

/** A value that JSON represents exactly: what crosses between contexts, also in process. */
export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

type IsAny<T> = 0 extends 1 & T ? true : false;

/**
 * `S` if its encoded form is JSON, otherwise a type that nothing matches, with the reason. Dates,
 * sets and the like need a codec (`z.codec`), whose encoded form is JSON.
 */
export type Crossing<S extends z.ZodType> =
  IsAny<z.input<S>> extends true
    ? CannotCross<'any'>
    : z.input<S> extends Json
      ? S
      : CannotCross<z.input<S>>;

interface CannotCross<T> {
  'this schema cannot cross: its encoded form is not JSON': T;
}

/** A schema of a contract, compiled: how values are copied, encoded and decoded. */
export interface Crosser {
  /** Checks and copies a value within a process. Same result as encoding, then decoding. */
  readonly copy: (value: unknown) => unknown;
  /** @returns the value as JSON */
  readonly encode: (value: unknown) => unknown;
  /** @returns the value that JSON represents */
  readonly decode: (json: unknown) => unknown;
  /** Where the secret fields of an encoded value are. */
  readonly secrets: readonly Path[];
}

/**
 * @param where names the schema in errors, such as `input of auth.session`
 * @throws Error if the schema cannot cross, or a secret field of it cannot be found
 */
export function crosser(schema: z.ZodType, where: string): Crosser {
  const kinds = kindsIn(schema, where);
  const secrets = kinds.has(SECRET) ? secretPaths(schema, where) : [];
  const decode = (json: unknown) => schema.parse(json);
  // Without a codec, encoded and decoded values are equal: one parse checks, strips and copies.
  if (!kinds.has('codec')) return { copy: decode, encode: decode, decode, secrets };
  const encode = (value: unknown) => z.encode(schema, value);
  return { copy: (value) => decode(encode(value)), encode, decode, secrets };
}

const REFUSED: Record<string, string> = {
  any: 'z.any() lets through what the contract does not name',
  unknown: 'z.unknown() lets through what the contract does not name',
  'optional element': 'JSON has no undefined in a list, only null: use z.nullable()',
  file: 'files are no JSON',
  strict: 'a strict object refuses what a newer version adds',
  transform: 'z.transform() works in one direction only: use z.codec()',
};

/** The kinds of schema within `schema`. */
function kindsIn(schema: z.ZodType, where: string): Set<string> {
  const kinds = new Set<string>();
  try {
    z.toJSONSchema(schema, {
      io: 'input',
      override: ({ zodSchema }) => {
        kinds.add(kindOf(zodSchema));
        if (isMarked(zodSchema)) kinds.add(SECRET);
      },
    });
  } catch (cause) {
    throw new Error(`the ${where} cannot cross: ${(cause as Error).message}`, { cause });
  }
  const refused = Object.keys(REFUSED).find((kind) => kinds.has(kind));
  if (refused) throw new Error(`the ${where} cannot cross: ${REFUSED[refused]}`);
  return kinds;
}

function kindOf(schema: z.core.$ZodType): string {
  if (elementsOf(schema).some(isOptional)) return 'optional element';
  if (schema instanceof z.ZodCodec) return 'codec';
  if (schema instanceof z.ZodPipe) {
    return [schema.in, schema.out].some(isTransform) ? 'transform' : 'pipe';
  }
  if (schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever) return 'strict';
  return schema._zod.def.type;
}

function isTransform(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodTransform;
}

function elementsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.def.element];
  if (!(schema instanceof z.ZodTuple)) return [];
  return schema.def.rest ? [...schema.def.items, schema.def.rest] : schema.def.items;
}

/** Whether an encoded value may be `undefined`. */
function isOptional(schema: z.core.$ZodType): boolean {
  return (schema instanceof z.ZodCodec ? schema.in : schema)._zod.optout === 'optional';
}
