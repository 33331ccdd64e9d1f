import * as fc from 'fast-check';
import { z } from 'zod';

/** Random values that a schema accepts, as a caller gives them: decoded. */
export function inputsOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return encodedOf(schema)
    .map((encoded) => schema.safeParse(encoded))
    .filter(({ success }) => success)
    .map(({ data }) => data);
}

const FORMATS: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  url: fc.webUrl(),
  datetime: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
};

/** What strings consist of: text, anything, and what databases refuse. */
const UNITS = ['grapheme', 'binary', fc.constantFrom('a', '\0', '\ud800')] as const;

/** Random JSON that may fit a schema; {@link inputsOf} leaves out what does not. */
function encodedOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = schema._zod;
  const arbitrary = ARBITRARIES[def.type];
  if (!arbitrary) throw new Error(`no random values of z.${def.type}(): add them here`);
  return arbitrary(schema as never);
}

type Inner = { def: { innerType: z.core.$ZodType } };
const ofInner = ({ def }: Inner) => encodedOf(def.innerType);
const ofOptionalInner = (schema: Inner) => fc.option(ofInner(schema), { nil: undefined });

const ARBITRARIES: Record<string, (schema: never) => fc.Arbitrary<unknown>> = {
  string: ({ format, minLength, maxLength }: z.ZodString) => {
    const bounds = { minLength: minLength ?? 0, maxLength: maxLength ?? 40 };
    return (
      FORMATS[format ?? ''] ?? fc.oneof(...UNITS.map((unit) => fc.string({ unit, ...bounds })))
    );
  },
  number: ({ minValue, maxValue }: z.ZodNumber) => {
    const bounds = { min: bound(minValue, -1_000), max: bound(maxValue, 1_000) };
    return fc.oneof(fc.integer(bounds), fc.maxSafeInteger());
  },
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  literal: ({ values }: z.ZodLiteral) => fc.constantFrom(...values),
  enum: ({ options }: z.ZodEnum) => fc.constantFrom(...options),
  array: ({ element }: z.ZodArray) => fc.array(encodedOf(element), { maxLength: 5 }),
  record: ({ valueType }: z.ZodRecord) =>
    fc.dictionary(fc.string({ maxLength: 5 }), encodedOf(valueType), { maxKeys: 5 }),
  object: ({ shape }: z.ZodObject<Record<string, z.ZodType>>) =>
    fc.record(
      Object.fromEntries(Object.entries(shape).map(([key, each]) => [key, encodedOf(each)])),
    ),
  union: ({ options }: z.ZodUnion) => fc.oneof(...options.map(encodedOf)),
  nullable: (schema: Inner) => fc.option(ofInner(schema)),
  optional: ofOptionalInner,
  default: ofOptionalInner,
  prefault: ofOptionalInner,
  catch: ofInner,
  readonly: ofInner,
  nonoptional: ofInner,
  pipe: ({ def }: z.ZodPipe) => encodedOf(def.in),
  lazy: (schema: z.ZodLazy<z.ZodType>) => encodedOf(schema.unwrap()),
};

/** zod reports bounds of numbers without one as far as a float or a safe integer goes. */
function bound(given: number | null, usual: number): number {
  if (given === null || !Number.isFinite(given)) return usual;
  return Math.abs(given) === Number.MAX_SAFE_INTEGER ? usual : given;
}
