import * as fc from 'fast-check';
import { z } from 'zod';
import { command, defineContract } from '#seam';
import { inputsOf } from '../../../libs/seam/src/testing/inputs-of.suite.js';
import { seed } from '../../../libs/seam/src/testing/seed.suite.js';
import { differences } from './inclusion.js';
import { pairs, recursive } from './random-schemas.suite.js';
import { wireSchemas } from './wire-schemas.js';

const PAIRS = 60;
const VALUES = 200;
const LEAST_SHARE = 0.25;

const sentOf = (schema: z.ZodType) => {
  const { accepted, sent = accepted } = wireSchemas('value', schema);
  return sent;
};
const isIncluded = (writer: z.ZodType, reader: z.ZodType) =>
  differences(sentOf(writer), wireSchemas('value', reader).accepted).length === 0;

/** What the writer puts on the wire, as its binding does. */
function sentValues(schema: z.ZodType): unknown[] {
  const declared = {
    errors: {},
    calls: { send: command({ input: schema as z.ZodString, output: z.null() }) },
  };
  const { encode } = defineContract('any', declared as never).calls['send']!.crossing.input;
  return fc
    .sample(inputsOf(schema), { numRuns: VALUES, ...seed() })
    .map(
      (value) =>
        (JSON.parse(JSON.stringify({ value: encode(value) })) as { value?: unknown }).value,
    );
}

const unread = (writer: z.ZodType, reader: z.ZodType) =>
  sentValues(writer).filter((value) => !reader.safeParse(value).success);

describe('the inclusion of schemas', () => {
  it('is sound: what is included is read, value by value', () => {
    let included = 0;
    let falseAlarms = 0;
    fc.assert(
      fc.property(pairs, ([old, next]) => {
        for (const [writer, reader] of [
          [old, next],
          [next, old],
        ] as const) {
          const wrong = unread(writer, reader);
          if (isIncluded(writer, reader)) {
            included += 1;
            expect(wrong).toEqual([]);
          } else if (wrong.length === 0) falseAlarms += 1;
        }
      }),
      { numRuns: PAIRS, endOnFailure: true, ...seed() },
    );
    const share = included / (2 * PAIRS);
    process.stderr.write(
      `included: ${Math.round(100 * share)} %, reported without a value that shows it: ` +
        `${Math.round((100 * falseAlarms) / (2 * PAIRS))} %\n`,
    );
    expect(share).toBeGreaterThan(LEAST_SHARE);
  }, 120_000);

  it('includes each schema in itself', () => {
    fc.assert(
      fc.property(pairs, ([schema]) => {
        expect(isIncluded(schema, schema)).toBe(true);
        expect(isIncluded(recursive(schema), recursive(schema))).toBe(true);
      }),
      { numRuns: PAIRS, endOnFailure: true, ...seed() },
    );
  });

  it.each<[string, z.ZodType, z.ZodType, boolean]>([
    ['a pipe checks both ends', z.string(), z.string().pipe(z.string().min(2)), false],
    ['a pipe of nothing else', z.string().min(2), z.string().pipe(z.string().min(2)), true],
    ['a tuple', z.tuple([z.int(), z.string()]), z.tuple([z.number(), z.string()]), true],
    ['a longer tuple', z.tuple([z.int(), z.int()]), z.tuple([z.int()]), false],
    ['a list as a tuple', z.array(z.int()), z.tuple([z.int()]), false],
    ['a recursive type', recursive(z.int()), recursive(z.number()), true],
    ['a recursive type of others', recursive(z.number()), recursive(z.int()), false],
    ['a missing element', z.array(z.int().optional()), z.array(z.int().optional()), false],
    ['never', z.never(), z.string(), true],
    [
      'a default beside the limits of its schema',
      z.string().min(3).default(''),
      z.string().min(3),
      false,
    ],
    ['a template', z.templateLiteral(['a', z.int()]), z.string(), true],
  ])('%s', (_, writer, reader, expected) => {
    expect(isIncluded(writer, reader)).toBe(expected);
  });

  it('refuses one of exactly one, which zod checks by all options', () => {
    const either = z.xor([z.string(), z.int()]);
    expect(() => isIncluded(z.string(), either)).toThrow('has the keyword oneOf');
  });
});
