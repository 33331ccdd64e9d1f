import { z } from 'zod';
import { defineErrors } from '#glue/errors';
import { command, defineContract, query } from '#seam';
import { compare } from './compare.js';
import { type Snapshot, snapshotOf } from './snapshot.js';
import { orderOf, report } from './verdict.js';
import { wireSchemas } from './schemas/wire-schemas.js';

const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const sold_out = { ...description, status: 409 };
const gone = { ...description, status: 410 };
const size = z.enum(['small', 'large']);
const goods = z.object({ id: z.int(), title: z.string().optional() });

const INPUT = { id: z.int(), limit: z.int().min(1).max(1_000), note: z.string().optional() };
const list = query({ input: z.object(INPUT), output: z.array(goods), errors: ['sold_out'] });
const CALLS = {
  list,
  take: command({ input: z.string(), output: size }),
  many: query({ input: z.int(), output: size, batch: 100 }),
  parts: query({
    input: z.array(z.int()),
    output: z.array(z.int()),
    chunk: 10,
    callers: ['a', 'b'],
  }),
};
type Calls = Parameters<typeof defineContract>[1]['calls'];

function shop(calls: object = CALLS, errors: object = { sold_out }, events = {}): Snapshot {
  const declared = {
    errors: defineErrors(errors as { sold_out: typeof sold_out }),
    calls: calls as Calls,
  };
  const rest = snapshotOf(defineContract('shop', declared as never));
  return { ...rest, events };
}
const created = (payload: z.ZodType) => ({ 'goods.created': wireSchemas('payload', payload) });
const SHOP = shop(CALLS, { sold_out }, created(goods));
const next = (calls: object) => shop({ ...CALLS, ...calls }, { sold_out }, created(goods));
const withInput = (changed: object) =>
  next({ list: { ...list, input: z.object({ ...INPUT, ...changed }) } });
const withOutput = (output: z.ZodType) => next({ list: { ...list, output: z.array(output) } });
const WITHOUT_TAKE = { list: CALLS.list, many: CALLS.many, parts: CALLS.parts };

const OLD = 'old callers of the new provider';
const NEW = 'new callers of the old provider';

describe('two versions of a contract', () => {
  it.each<[string, Snapshot, string, string[], string]>([
    [
      'a required field of an input',
      withInput({ currency: z.string() }),
      'shop.list.input.currency',
      [OLD],
      'callers first',
    ],
    [
      'a tighter limit',
      withInput({ limit: z.int().min(1).max(100) }),
      'shop.list.input.limit',
      [OLD],
      'callers first',
    ],
    [
      'another type in requests',
      withInput({ id: z.string() }),
      'shop.list.input.id',
      [OLD, NEW],
      'not in one step',
    ],
    [
      'another type in answers',
      withOutput(goods.extend({ id: z.string() })),
      'shop.list.output[].id',
      [OLD, NEW],
      'not in one step',
    ],
    [
      'a code that is added',
      shop(CALLS, { sold_out, gone }, created(goods)),
      'shop code gone',
      [OLD],
      'callers first',
    ],
    [
      'another status of a code',
      shop(CALLS, { sold_out: gone }, created(goods)),
      'shop code sold_out',
      [OLD, NEW],
      'not in one step',
    ],
    [
      'a call that is removed',
      shop(WITHOUT_TAKE, { sold_out }, created(goods)),
      'shop.take',
      [OLD],
      'callers first',
    ],
    ['an event type that is removed', shop(), 'shop event goods.created', [OLD], 'callers first'],
    [
      'an enum of answers with a further value',
      next({ take: command({ input: z.string(), output: z.enum(['small', 'large', 'huge']) }) }),
      'shop.take.output',
      [OLD],
      'callers first',
    ],

    [
      'an enum of requests with a further value',
      withInput({ note: z.string().nullable().optional() }),
      'shop.list.input.note',
      [NEW],
      'provider first',
    ],
    ['a call that is added', next({ more: CALLS.take }), 'shop.more', [NEW], 'provider first'],
    [
      'a query that becomes a command',
      next({ list: { ...list, kind: 'command' } }),
      'shop.list',
      [OLD],
      'callers first',
    ],
    [
      'a smaller batch',
      next({ many: { ...CALLS.many, batch: 10 } }),
      'shop.many',
      [OLD],
      'callers first',
    ],
    [
      'a batch that is removed',
      next({ many: { ...CALLS.many, batch: undefined } }),
      'shop.many',
      [OLD, NEW],
      'not in one step',
    ],
    [
      'a larger chunk',
      next({ parts: { ...CALLS.parts, chunk: 20 } }),
      'shop.parts',
      [NEW],
      'provider first',
    ],
    [
      'fewer callers',
      next({ parts: { ...CALLS.parts, callers: ['a'] } }),
      'shop.parts',
      [OLD],
      'callers first',
    ],
    [
      'callers that may all',
      next({ parts: { ...CALLS.parts, callers: undefined } }),
      'shop.parts',
      [NEW],
      'provider first',
    ],
    [
      'a call that throws another code',
      next({ take: { ...CALLS.take, errors: ['sold_out'] } }),
      'shop.take',
      [OLD],
      'callers first',
    ],
    [
      'a payload of an event',
      shop(CALLS, { sold_out }, created(goods.extend({ at: z.int() }))),
      'shop event goods.created.payload.at',
      [NEW],
      'provider first',
    ],
    [
      'a required field of an answer',
      withOutput(goods.extend({ title: z.string() })),
      'shop.list.output[].title',
      [NEW],
      'provider first',
    ],
  ])('%s: who breaks, and who is first', (_, changed, where, who, order) => {
    const found = compare(SHOP, changed);
    expect(found.map((each) => [each.where, each.who])).toEqual(who.map((each) => [where, each]));
    expect(orderOf(found)).toBe(order);
    expect(report(found)).toContain(`${where}: ${order}\n`);
  });

  it.each([
    ['nothing', SHOP],
    [
      'an event type that is added',
      shop(CALLS, { sold_out }, { ...created(goods), 'goods.sold': wireSchemas('payload', goods) }),
    ],
    ['an optional field of a request', withInput({ page: z.int().optional() })],
    ['a field of a request that has a default now', withInput({ id: z.int().default(1) })],
    ['an optional field of an answer', withOutput(goods.extend({ price: z.int().optional() }))],
    ['an optional field that is no longer sent', withOutput(goods.omit({ title: true }))],
    [
      'another default budget, and shared requests',
      next({ list: { ...list, budgetMs: 5, share: true } }),
    ],
    [
      'other words of an error',
      shop(CALLS, { sold_out: { ...sold_out, message: 'Gone.' } }, created(goods)),
    ],
    ['a description', withOutput(goods.describe('Goods of the shop.'))],
  ])('harmless: %s', (_, changed) => {
    expect(compare(SHOP, changed)).toEqual([]);
    expect(report([])).toContain('in any order');
  });

  it('an enum that its reader always caught may have further values', () => {
    const caught = (values: string[]) =>
      next({ take: command({ input: z.string(), output: z.enum(values).catch('small') }) });
    expect(compare(caught(['small']), caught(['small', 'huge']))).toEqual([]);
  });

  it('a default in the input of a command: a repetition would be another input', () => {
    const take = (fields: object) =>
      next({ take: command({ input: z.object({ id: z.int(), ...fields }), output: size }) });
    const found = compare(take({}), take({ note: z.string().default('') }));
    expect(found).toMatchObject([{ where: 'shop.take.input.note', who: NEW }]);
    expect(found[0]!.what).toContain('key_reused');
    expect(compare(take({}), take({ note: z.string().optional() }))).toEqual([]);
    expect(compare(take({ a: z.int().default(1) }), take({ a: z.int().default(2) }))).toEqual([]);
  });

  it('a code that every call may throw', () => {
    expect(SHOP.codes).toMatchObject({ validation_failed: 400, key_reused: 422, sold_out: 409 });
    const changed = { ...SHOP, codes: { ...SHOP.codes, key_reused: 409 } };
    expect(compare(SHOP, changed).map(({ where }) => where)).toEqual([
      'shop code key_reused',
      'shop code key_reused',
    ]);
  });

  it('a contract that is new, or removed', () => {
    expect(orderOf(compare(undefined, SHOP))).toBe('provider first');
    expect(orderOf(compare(SHOP, undefined))).toBe('callers first');
  });

  it('changes that need different orders do not go in one step', () => {
    const changed = next({ more: CALLS.take, many: { ...CALLS.many, batch: 10 } });
    expect(report(compare(SHOP, changed))).toMatch(/different orders.*\nNot in one step/);
  });

  it.each([
    ['a check in code', z.int().refine((id) => id > 0)],
    ['text that is changed before it is checked', z.string().trim().min(1)],
    ['a codec', z.codec(z.int(), z.string(), { decode: String, encode: Number })],
    ['flags of a pattern', z.string().regex(/a/i)],
  ])('%s is said not to be comparable', (_, id) => {
    const [found] = compare(SHOP, withInput({ id }));
    expect(found).toMatchObject({ where: 'shop.list.input.id', who: OLD });
    expect(compare(withInput({ id }), withInput({ id }))).toEqual([]);
  });

  it.each(['if', 'patternProperties', 'dependentRequired', 'oneOf'])(
    'a keyword that is not understood is refused by name: %s',
    (keyword) => {
      const text = JSON.stringify(SHOP).replaceAll('"minimum":1,', `"${keyword}":[],"minimum":1,`);
      const changed = JSON.parse(text) as Snapshot;
      for (const pair of [
        [SHOP, changed],
        [changed, SHOP],
      ] as const) {
        expect(() => compare(...pair)).toThrow(`shop.list.input.limit has the keyword ${keyword},`);
      }
    },
  );
});
