import type { FastifyRequest } from 'fastify';
import { commonErrors } from '#glue/errors';
import { keyedRequestOf } from './idempotency-key.js';

const REQUEST = { method: 'POST', url: '/api/v2/items', body: { title: 'tea', due: null } };

const read = (header: string | string[] | undefined, request: object = {}) =>
  keyedRequestOf({
    ...REQUEST,
    headers: { 'idempotency-key': header },
    ...request,
  } as unknown as FastifyRequest);

describe('Idempotency-Key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"a"', 'a'],
    ['"a,b;c=d"', 'a,b;c=d'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    [`"${'x'.repeat(255)}"`, 'x'.repeat(255)],
    ['!~', '!~'],
  ])('%s is %s', (header, key) => expect(read(header)).toMatchObject({ key }));

  it('may be missing', () => expect(read(undefined)).toBeUndefined());

  it.each([
    ['nothing', ''],
    ['an empty string', '""'],
    ['256 characters', 'x'.repeat(256)],
    ['256 characters in quotes', `"${'x'.repeat(256)}"`],
    ['a space', '"a b"'],
    ['a tab', '"a\tb"'],
    ['a control character', 'a\u0001'],
    ['a character beyond ASCII', '"ä"'],
    ['one quote', '"a'],
    ['a quote inside', 'a"b'],
    ['parameters', '"a";b=1'],
    ['two headers', '"a", "b"'],
    ['two bare headers', 'a, b'],
    ['two bare headers that a proxy has joined', 'a,b'],
    ['a list of headers', ['a', 'b']],
  ])('is refused with %s', (_, header) => {
    const details = [{ path: 'Idempotency-Key', message: expect.any(String) as string }];
    let error: unknown;
    try {
      read(header);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'validation_failed', details });
  });

  it('has a fingerprint of all that is asked for', () => {
    const of = (request: object = {}) => read('a', request)!.fingerprint;
    expect(of()).toMatch(/^[\w-]{43}$/);
    expect(of({ body: { due: null, title: 'tea' } })).toBe(of());
    expect(read('b')!.fingerprint).toBe(of());
    const headers = { 'idempotency-key': 'a', 'if-match': '*' };
    const others = [
      { method: 'PATCH' },
      { url: '/api/v2/items/1' },
      { body: { title: 'tea' } },
      { body: undefined },
      { headers },
      { headers: { ...headers, 'if-match': '"x"' } },
    ];
    expect(new Set([{}, ...others].map(of)).size).toBe(others.length + 1);
  });

  it('refuses a body that nests too deep', () => {
    let body: unknown = 1;
    for (let i = 0; i < 100_000; i++) body = [body];
    expect(() => read('a', { body })).toThrow(commonErrors.validation_failed.message);
  });
});
