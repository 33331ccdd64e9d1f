import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Sealer } from '#glue/sealing';
import { eventTypes } from '../events/event-type.js';
import { crosser } from './crossing.js';
import { secret } from './secret-fields.js';
import { hasSecret, openSecrets, sealSecrets } from './sealed-value.js';

const pathsOf = (schema: z.ZodType) =>
  crosser(schema, 'input of vault.keep').secrets.map((path) => path.join('.'));
const text = secret(z.string());
const url = z.codec(z.string(), z.instanceof(URL), {
  decode: (given) => new URL(given),
  encode: String,
});
interface Tree {
  code: string;
  left?: Tree | undefined;
}
const tree: z.ZodType<Tree> = z.object({
  code: text,
  get left() {
    return tree.optional();
  },
});

describe('secret fields', () => {
  it.each<[string, z.ZodType, string[]]>([
    ['none', z.object({ a: z.string() }), []],
    ['in objects, at any depth', z.object({ a: text, b: z.object({ c: text }) }), ['a', 'b.c']],
    ['all of a value', text, ['']],
    ['a list or a record as a whole', z.object({ a: secret(z.array(z.string())) }), ['a']],
    [
      'that may be missing, inside or outside',
      z.object({ a: text.optional(), b: secret(z.string().optional()), c: text.default('') }),
      ['a', 'b', 'c'],
    ],
    ['with further checks', z.object({ a: secret(z.string()).min(1).max(9) }), ['a']],
    ['in an object that may be missing', z.object({ a: z.object({ b: text }).nullish() }), ['a.b']],
    ['codecs', z.object({ a: secret(url) }), ['a']],
    [
      'what a codec decodes to',
      z.object({ a: z.codec(z.string(), text, { decode: (a) => a, encode: (a) => a }) }),
      ['a'],
    ],
  ])('are found: %s', (_, schema, paths) => {
    expect(pathsOf(schema)).toEqual(paths);
  });

  it.each<[string, z.ZodType, string]>([
    ['a list', z.object({ a: z.array(z.object({ b: text })) }), 'mark a as a whole'],
    ['a record', z.object({ a: z.record(z.string(), text) }), 'mark a as a whole'],
    ['a union', z.object({ a: z.union([z.object({ b: text }), z.null()]) }), 'mark a as a whole'],
    ['a tuple', z.tuple([text]), 'mark all of it as a whole'],
    ['unnamed fields', z.object({}).catchall(text), 'mark all of it as a whole'],
    ['itself', z.object({ a: tree }), 'within itself: mark a.left as a whole'],
  ])('are refused within %s', (_, schema, cure) => {
    expect(() => pathsOf(schema)).toThrow(/^the input of vault[.]keep has a secret field /);
    expect(() => pathsOf(schema)).toThrow(cure);
  });

  it('are refused in events', () => {
    expect(() => eventTypes('vault', { 'box.kept': z.object({ a: text }) })).toThrow(
      'vault box.kept: an event has no secret field, as any context may follow it',
    );
  });
});

describe('a value with secret fields', () => {
  const sealer = new Sealer('shop', [randomBytes(32)]);
  const paths = [['a'], ['b', 'c'], ['b', 'd']];
  const through = (value: unknown, at = paths) => {
    const sealed = JSON.stringify(sealSecrets(value, at, sealer, ['outbox']));
    const opened = openSecrets(JSON.parse(sealed) as never, sealer, ['outbox']);
    return { sealed, opened };
  };

  it.each<object>([
    { a: 'canary', b: { c: ['canary'], e: 1 } },
    { a: 'canary' },
    { a: null, b: null },
    { b: { d: { canary: 'canary' } }, toString: 'kept' },
  ])('is sealed and opened: %j', (value) => {
    const copy = structuredClone(value);
    const { sealed, opened } = through(value);
    expect(opened).toEqual(value);
    expect(sealed).not.toContain('canary');
    expect(value).toEqual(copy);
  });

  it('may be secret as a whole', () => {
    expect(through('canary', [[]])).toEqual({
      sealed: expect.stringMatching(/^{"sealed":"v1[.]/),
      opened: 'canary',
    });
  });

  it('is stored as it is without one', () => {
    const { sealed, opened } = through({ b: { e: 1 } });
    expect(sealed).toBe('{"rest":{"b":{"e":1}}}');
    expect(opened).toEqual({ b: { e: 1 } });
    expect([{ b: { e: 1 } }, { a: 1 }, null].map((each) => hasSecret(each, paths))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
