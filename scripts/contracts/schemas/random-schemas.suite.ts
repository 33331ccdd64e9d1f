import * as fc from 'fast-check';
import { z } from 'zod';

/** A schema, and another one that may be the next version of it. */
export type Pair = readonly [z.ZodType, z.ZodType];

const small = fc.integer({ min: 0, max: 3 });
const flip = fc.boolean();
const one = (...schemas: z.ZodType[]) => fc.constantFrom(...schemas);

/** A bound that stays, or changes by one. */
const bounds = fc.tuple(small, fc.constantFrom(0, 0, 0, 1, -1));

const text = fc.oneof(
  bounds.map(([min, by]): Pair => [z.string().min(min), z.string().min(Math.max(0, min + by))]),
  bounds.map(([max, by]): Pair => [z.string().max(max), z.string().max(Math.max(0, max + by))]),
  same(
    one(z.string(), z.uuid(), z.iso.datetime(), z.url(), z.string().regex(/^[^x]*$/), z.email()),
  ),
  fc.constant<Pair>([
    z
      .string()
      .regex(/^[^x]*$/)
      .regex(/^[^y]*$/),
    z.string().regex(/^[^y]*$/),
  ]),
);
const number = fc.oneof(
  bounds.map(([min, by]): Pair => [z.int().min(min), z.int().min(min + by)]),
  bounds.map(([max, by]): Pair => [z.number().lt(max), z.number().lt(max + by)]),
  bounds.map(([min, by]): Pair => [z.int().gt(min), z.int().min(min + 1 + by)]),
  fc.constantFrom<Pair>(
    [z.int(), z.number()],
    [z.number(), z.int()],
    [z.number().multipleOf(4), z.number().multipleOf(2)],
    [z.int(), z.number().multipleOf(1)],
  ),
);
const values = fc.constantFrom<Pair>(
  [z.enum(['a', 'b']), z.enum(['a', 'b', 'c'])],
  [z.enum(['a', 'b', 'c']), z.enum(['a', 'b'])],
  [z.literal(['a', 'bb']), z.string().min(1)],
  [z.literal('a'), z.string().regex(/^a/)],
  [z.literal([1, 2]), z.int().min(1)],
  [z.boolean(), z.boolean()],
  [z.null(), z.string().nullable()],
  [z.literal(true), z.boolean()],
);

function same(schemas: fc.Arbitrary<z.ZodType>): fc.Arbitrary<Pair> {
  return schemas.map((schema): Pair => [schema, schema]);
}

/** A wrapper of the old version, and of the next one. */
const WRAPPERS: ((schema: z.ZodType) => z.ZodType)[] = [
  (schema) => schema,
  (schema) => schema.optional(),
  (schema) => schema.nullable(),
  (schema) => z.union([schema, z.literal('other')]),
  (schema) => (schema.safeParse('default').success ? schema.default('default') : schema),
  (schema) => (schema.safeParse('caught').success ? schema.catch('caught') : schema),
  (schema) => schema.prefault(7 as never),
  (schema) => schema.readonly(),
  (schema) => z.union([z.object({ kind: z.literal('x') }), schema]),
];
const wrappers = fc.oneof(
  fc.nat({ max: WRAPPERS.length - 1 }).map((at) => [at, at] as const),
  fc.nat({ max: WRAPPERS.length - 1 }).map((at) => [0, at] as const),
  fc.nat({ max: WRAPPERS.length - 1 }).map((at) => [at, 0] as const),
);

function wrapped(pairs: fc.Arbitrary<Pair>): fc.Arbitrary<Pair> {
  return fc
    .tuple(pairs, wrappers)
    .map(([[old, next], [a, b]]): Pair => [WRAPPERS[a]!(old), WRAPPERS[b]!(next)]);
}

const FIELDS = ['a', 'b', 'c'];

/** Each field is in both versions, or in one. */
function objects(pairs: fc.Arbitrary<Pair>): fc.Arbitrary<Pair> {
  const place = fc.constantFrom('both', 'both', 'both', 'old', 'next', 'none');
  const field = fc.tuple(pairs, place);
  return fc.tuple(field, field, field).map((fields): Pair => {
    const shape = (version: 0 | 1, absent: string) =>
      Object.fromEntries(
        fields.flatMap(([pair, where], at) =>
          where === absent || where === 'none' ? [] : [[FIELDS[at]!, pair[version]]],
        ),
      );
    return [z.object(shape(0, 'next')), z.object(shape(1, 'old'))];
  });
}

/** Pairs of schemas of the kinds that contracts use, which differ little or not at all. */
export const pairs: fc.Arbitrary<Pair> = fc.letrec<{ pair: Pair }>((tie) => {
  const pair = tie('pair');
  const both = (make: (schema: z.ZodType) => z.ZodType) =>
    pair.map(([old, next]): Pair => [make(old), make(next)]);
  return {
    pair: fc.oneof(
      { maxDepth: 3 },
      wrapped(text),
      wrapped(number),
      wrapped(values),
      wrapped(objects(pair)),
      both(listOf),
      fc
        .tuple(pair, bounds)
        .map(([[old, next], [max, by]]): Pair => [
          listOf(old).max(max),
          listOf(next).max(Math.max(0, max + by)),
        ]),
      both((schema) => z.record(z.string(), schema)),
      fc
        .tuple(pair, flip)
        .map(([[old, next], isRecord]): Pair => [
          z.object({ a: old }),
          isRecord ? z.partialRecord(z.enum(['a', 'b']), next) : z.record(z.string().max(1), next),
        ]),
      fc
        .tuple(pair, pair)
        .map(([[a, b], [c, d]]): Pair => [
          z.discriminatedUnion('t', [
            z.object({ t: z.literal('x'), a }),
            z.object({ t: z.literal('y'), c }),
          ]),
          z.discriminatedUnion('t', [
            z.object({ t: z.literal('x'), a: b }),
            z.object({ t: z.literal('y'), c: d }),
            z.object({ t: z.literal('z') }),
          ]),
        ]),
    ),
  };
}).pair;

/** JSON has no missing element. */
function listOf(schema: z.ZodType): z.ZodArray {
  return z.array(schema.safeParse(undefined).success ? z.object({ a: schema }) : schema);
}

/** A list of values, each of which has the next one. */
export function recursive(schema: z.ZodType): z.ZodType {
  const node: z.ZodType = z.object({
    value: schema,
    get rest() {
      return node.optional();
    },
  });
  return node;
}
