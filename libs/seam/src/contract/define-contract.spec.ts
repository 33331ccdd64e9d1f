import { z } from 'zod';
import { defineErrors, ServiceError } from '#glue/errors';
import { commandErrors } from '../commands/command-errors.js';
import { command, query } from './call.js';
import type { ClientOf, ServiceOf } from './client-of.js';
import { codeOf } from './client-of.js';
import { defineContract } from './define-contract.js';

const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
const description = { status: 404, message: 'No.', when: 'Always.', cure: 'None.' };
const errors = defineErrors({
  room_taken: { ...description, status: 409 },
  room_unknown: description,
});
const booking = z.object({ id: z.int(), from: instant });

const rooms = defineContract('rooms', {
  errors,
  calls: {
    /** The booking of a room. */
    booking: query({ input: z.int(), output: booking, errors: ['room_unknown'] }),
    book: command({ input: booking, output: z.object({ id: z.int() }), errors: ['room_taken'] }),
  },
});

describe('defineContract', () => {
  it('gives each call its name, as a property of the contract', () => {
    expect(rooms.booking).toBe(rooms.calls.booking);
    expect(rooms.booking).toMatchObject({ kind: 'query', fullName: 'rooms.booking' });
    expect(rooms.book.kind).toBe('command');
  });

  it('adds the errors of a context that cannot be asked', () => {
    expect(rooms.errors.rooms_unavailable).toMatchObject({ status: 503 });
    expect(rooms.errors.rooms_answer_invalid.when).toContain('`ROOMS_API_URL`');
  });

  const define = (declared: Parameters<typeof defineContract>[1]['calls']) =>
    defineContract('rooms', { errors: errors as never, calls: declared });
  const calls = { booking: query({ input: z.int(), output: booking }) };
  it.each([
    ['a name that is no name', () => defineContract('Rooms', { errors, calls })],
    ['a reserved name of a call', () => define({ errors: calls.booking })],
    [
      'two calls with one path',
      () => define({ bookingof: calls.booking, bookingOf: calls.booking }),
    ],
    [
      'an outage as an error of its own',
      () =>
        defineContract('rooms', {
          errors: defineErrors({ rooms_unavailable: description }),
          calls,
        }),
    ],
    [
      'a code of every call, with another status',
      () =>
        defineContract('rooms', {
          errors: defineErrors({ validation_failed: { ...description, status: 404 } }),
          calls,
        }),
    ],
    ['a call named like a method of every object', () => define({ toString: calls.booking })],
    ['a call named like a hook of Nest', () => define({ onModuleInit: calls.booking })],
    ['a batch of none', () => define({ booking: { ...calls.booking, batch: 0 } })],
    ['a budget below 0', () => define({ booking: { ...calls.booking, budgetMs: -1 } })],
    ['parts of what is no list', () => define({ booking: { ...calls.booking, chunk: 10 } })],
    ['itself as a caller', () => define({ booking: { ...calls.booking, callers: ['rooms'] } })],
    [
      'a caller that is no name',
      () => define({ booking: { ...calls.booking, callers: ['To do'] } }),
    ],
    [
      'a call that no context may ask',
      () => define({ booking: { ...calls.booking, callers: [] } }),
    ],
  ])('refuses %s', (_, definition) => {
    expect(definition).toThrow(/^(Rooms|rooms)/);
  });

  it.each([
    ['z.any()', z.any()],
    ['z.unknown()', z.object({ a: z.unknown() })],
    ['a loose object', z.looseObject({})],
    ['a strict object', z.strictObject({})],
    ['a date without a codec', z.object({ at: z.date() })],
    ['a transform', z.array(z.string().transform((text) => text.length))],
    ['a preprocessor', z.preprocess((value) => value, z.string())],
    ['a class instance', z.instanceof(Map)],
    ['a file', z.file()],
    ['an optional element', z.array(z.string().optional())],
    ['an optional element, within', z.object({ a: z.array(z.int().optional().readonly()) })],
    ['an optional element of a tuple', z.tuple([z.int(), z.int().optional()])],
    ['an optional element of a union', z.array(z.union([z.int(), z.string().optional()]))],
    [
      'an optional element that is encoded',
      z.array(z.codec(z.string().optional(), z.int(), { decode: Number, encode: String })),
    ],
  ])('refuses %s', (_, schema) => {
    const call = query({ input: schema as never, output: z.int() });
    expect(() => define({ call })).toThrow(/^the input of rooms[.]call cannot cross: /);
  });

  it.each([
    ['an optional list', z.array(z.int()).optional()],
    ['elements with a default', z.array(z.int().default(1))],
    ['elements that may be null', z.array(z.int().nullable())],
    ['elements with optional fields', z.array(z.object({ a: z.int().optional() }))],
    ['optional values by name', z.record(z.string(), z.int().optional())],
  ])('accepts %s', (_, schema) => {
    const call = query({ input: schema as never, output: z.int() });
    expect(() => define({ call })).not.toThrow();
  });
});

describe('the types of a contract', () => {
  type Rooms = ClientOf<typeof rooms>;

  it('are those of the client and of the service', () => {
    const service: ServiceOf<typeof rooms> = {
      booking: async (id) => ({ id, from: new Date(0) }),
      book: async ({ id }, { idempotencyKey }) => ({ id: id + Number(idempotencyKey) }),
    };
    const isTyped = (client: Rooms) => {
      void client.book({ id: 1, from: new Date() }, { idempotencyKey: 'k' });
      // @ts-expect-error: a query has no idempotency key
      void client.booking(1, { idempotencyKey: 'k' });
      // @ts-expect-error: not the input of the call
      void client.booking('one');
      // @ts-expect-error: no call of the contract
      expect(client.cancel).toBeUndefined();
    };
    expect([service, isTyped]).toBeDefined();
  });

  it('refuse a service that does not implement the contract', () => {
    // @ts-expect-error: book is missing
    const partial: ServiceOf<typeof rooms> = { booking: async (id) => ({ id, from: new Date() }) };
    const other: ServiceOf<typeof rooms> = {
      // @ts-expect-error: another output
      booking: async (id) => ({ id }),
      book: async ({ id }) => ({ id }),
    };
    expect([partial, other]).toBeDefined();
  });

  it('refuse schemas that cannot cross', () => {
    // @ts-expect-error: a date without a codec
    query({ input: z.object({ at: z.date() }), output: z.int() });
    // @ts-expect-error: any value
    query({ input: z.any(), output: z.int() });
    // @ts-expect-error: any value
    query({ input: z.unknown(), output: z.int() });
    // @ts-expect-error: a class instance
    query({ input: z.int(), output: z.instanceof(Map) });
    // @ts-expect-error: a function
    query({ input: z.custom<() => void>(), output: z.int() });
  });

  it('take callers as a list of names, of both kinds of call', () => {
    const parts = { input: z.int(), output: z.int(), callers: ['hotel', 'billing'] };
    expect([query(parts).callers, command(parts).callers]).toEqual([parts.callers, parts.callers]);
    // @ts-expect-error: no list
    query({ input: z.int(), output: z.int(), callers: 'hotel' });
    // @ts-expect-error: no names
    command({ input: z.int(), output: z.int(), callers: [1] });
  });

  it('give the codes of idempotency keys to commands only', () => {
    const error = new ServiceError(commandErrors.key_expired);
    expect(codeOf(rooms.book, error) === 'key_expired').toBe(true);
    // @ts-expect-error: a query has no key
    expect(codeOf(rooms.booking, error) === 'key_expired').toBe(true);
  });

  it('refuse an error that the contract does not have', () => {
    const call = query({ input: z.int(), output: z.int(), errors: ['room_lost'] });
    // @ts-expect-error: no error of the contract
    expect(() => defineContract('rooms', { errors, calls: { call } })).toThrow('room_lost');
  });

  it('narrow codes to those of a call', () => {
    const code = codeOf(rooms.booking, new ServiceError(errors.room_unknown));
    expect(code === 'room_unknown').toBe(true);
    expect(code === 'database_unavailable' || code === 'rooms_unavailable').toBe(false);
    // @ts-expect-error: a code of another call
    expect(code === 'room_taken').toBe(false);
    expect(codeOf(rooms.booking, new Error('x'))).toBeUndefined();
  });
});
