import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { commonErrors, defineErrors, ServiceError } from '#glue/errors';
import { command, query } from './contract/call.js';
import type { ClientOf, IncomingCall, ServiceOf } from './contract/client-of.js';
import { defineContract } from './contract/define-contract.js';
import { newIdempotencyKey } from './commands/idempotency-key.js';
import { BINDINGS, CALLER, UNSTORED } from './testing/bindings.suite.js';
import { describeContract } from './testing/contract.suite.js';

const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const errors = defineErrors({
  room_taken: { ...description, status: 409 },
  room_unknown: { ...description, status: 404 },
  calendar_unavailable: { ...description, status: 503 },
});
const room = z.object({ tags: z.array(z.string()), since: instant });
const numbers = z.array(z.int());
const rooms = defineContract('rooms', {
  errors,
  calls: {
    room: query({ input: room, output: room, errors: ['room_unknown'] }),
    title: query({
      input: z.int(),
      output: z.string().optional(),
      errors: ['room_unknown'],
      batch: 3,
    }),
    doubled: query({ input: numbers, output: numbers, chunk: 2 }),
    open: query({ input: z.null(), output: room, share: true }),
    latest: query({ input: instant, output: room, errors: ['room_unknown'], cacheMs: 60_000 }),
    book: command({ input: z.int().min(1), output: z.string(), budgetMs: 700 }),
  },
});
type Rooms = typeof rooms;
const ROOM = { tags: ['quiet'], since: new Date(5_000) };
const never = () => new Promise<never>(() => undefined);

/** What a test makes of the provider; other calls are not expected. */
let behaviour: Partial<ServiceOf<Rooms>>;
const act = <Name extends keyof ServiceOf<Rooms>>(name: Name): ServiceOf<Rooms>[Name] =>
  ((input: never, call: IncomingCall) =>
    (behaviour[name] as (input: unknown, call: IncomingCall) => unknown)(
      input,
      call,
    )) as ServiceOf<Rooms>[Name];

class RoomsService implements ServiceOf<Rooms> {
  room = act('room');
  title = act('title');
  doubled = act('doubled');
  open = act('open');
  latest = act('latest');
  book = act('book');
}

describe.each(BINDINGS)('a contract %s', (_, open) => {
  let client: ClientOf<Rooms>;
  let close: () => Promise<void>;
  let log: jest.SpiedFunction<Logger['error']>;
  beforeAll(async () => {
    ({ client, close } = await open(rooms, new RoomsService(), CALLER, UNSTORED));
  });
  afterAll(() => close());
  beforeEach(() => {
    log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => log.mockRestore());

  it('passes values, the caller, and the key of a command', async () => {
    behaviour = {
      room: async (input) => input,
      title: async (id) => (id === 0 ? undefined : `room ${id}`),
      book: async (id, { caller, idempotencyKey }) => `${id} ${caller} ${idempotencyKey}`,
    };
    await expect(client.room(ROOM)).resolves.toEqual(ROOM);
    await expect(client.title(0)).resolves.toBeUndefined();
    const idempotencyKey = newIdempotencyKey();
    await expect(client.book(1, { idempotencyKey })).resolves.toBe(`1 hotel ${idempotencyKey}`);
    await expect(client.book(1)).resolves.toMatch(/^1 hotel [\w-]{36}$/);
  });

  it('copies values, without what the schema does not name', async () => {
    const seen: (typeof ROOM)[] = [];
    behaviour = {
      room: async (input) => {
        seen.push(input);
        return Object.assign(input, { secret: true });
      },
    };
    const given = { ...ROOM, extra: true };
    const got = await client.room(given);
    expect(got).toEqual(ROOM);
    expect(seen[0]).not.toHaveProperty('extra');
    expect(new Set([given.tags, seen[0]!.tags, got.tags]).size).toBe(3);
    expect(new Set([given.since, seen[0]!.since, got.since]).size).toBe(3);
  });

  it('gives each of many calls at once its own result or error', async () => {
    behaviour = {
      title: async (id) => {
        if (id % 4 === 0) throw new ServiceError(errors.room_unknown, { message: `no ${id}` });
        return `room ${id}`;
      },
    };
    const results = Array.from({ length: 40 }, (_each, id) =>
      client.title(id).catch((error: Error) => error.message),
    );
    await expect(Promise.all(results)).resolves.toEqual(
      Array.from({ length: 40 }, (_each, id) => (id % 4 === 0 ? `no ${id}` : `room ${id}`)),
    );
  });

  it('joins the parts of a long list in order', async () => {
    behaviour = { doubled: async (all) => all.map((each) => 2 * each) };
    await expect(client.doubled([1, 2, 3, 4, 5])).resolves.toEqual([2, 4, 6, 8, 10]);
  });

  it('gives callers of one query copies', async () => {
    behaviour = { open: async () => ROOM };
    const [one, other] = await Promise.all([client.open(null), client.open(null)]);
    expect(one).toEqual(other);
    expect(one.tags).not.toBe(other.tags);
  });

  it('reuses a result for equal inputs, as copies, and reuses no error', async () => {
    let asked = 0;
    behaviour = {
      latest: async (since) => {
        if (++asked === 1) throw new ServiceError(errors.room_unknown);
        return { ...ROOM, since };
      },
    };
    const [first, other] = [new Date(1_000), new Date(2_000)];
    await expect(client.latest(first)).rejects.toMatchObject({ code: 'room_unknown' });
    const rooms = [
      await client.latest(first),
      await client.latest(first),
      await client.latest(other),
    ];
    expect(asked).toBe(3);
    expect(rooms.map(({ since }) => since)).toEqual([first, first, other]);
    expect(new Set(rooms.map(({ tags }) => tags)).size).toBe(3);
    expect(new Set(rooms.map(({ since }) => since)).size).toBe(3);
  });

  it('refuses an invalid input, and names its fields', async () => {
    await expect(client.room({ ...ROOM, tags: [1] } as never)).rejects.toMatchObject({
      code: 'validation_failed',
      details: [expect.objectContaining({ path: 'tags.0' })],
    });
  });

  it.each([errors.room_unknown, errors.calendar_unavailable, commonErrors.database_unavailable])(
    'passes $code, with its message and when to retry',
    async (definition) => {
      const thrown = new ServiceError(definition, { message: 'Not now.', retryAfterSeconds: 7 });
      behaviour = { room: () => Promise.reject(thrown) };
      await expect(client.room(ROOM)).rejects.toMatchObject({
        code: definition.code,
        message: 'Not now.',
        retryAfterSeconds: 7,
      });
    },
  );

  it.each([
    ['an error of another call', new ServiceError(errors.room_taken)],
    ['an error of no contract', new ServiceError(commonErrors.too_many_requests)],
    ['a bug', new TypeError('x is not a function')],
  ])('turns %s into internal, and logs its cause at the provider', async (_what, cause) => {
    behaviour = { room: () => Promise.reject(cause) };
    const error = await client.room(ROOM).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal', message: commonErrors.internal.message });
    expect((error as Error).cause).toBeUndefined();
    const message = expect.stringContaining('rooms.room') as string;
    expect(log.mock.calls[0]).toEqual([expect.objectContaining({ message, cause })]);
  });

  it('turns an output that the contract does not allow into internal', async () => {
    behaviour = { book: async () => 5 as never };
    await expect(client.book(1)).rejects.toMatchObject({ code: 'internal' });
  });

  it.each([
    ['its declaration', {}],
    ['its caller', { budgetMs: 200 }],
  ])('ends a call when the budget of %s is over', async (_what, options) => {
    behaviour = { book: never };
    await expect(client.book(1, options)).rejects.toMatchObject({
      code: 'rooms_unavailable',
      status: 503,
    });
  });

  it('ends a call that its caller cancels, and tells the provider', async () => {
    const called = new Promise<IncomingCall>((resolve) => {
      behaviour = {
        book: (_id, call) => {
          resolve(call);
          return never();
        },
      };
    });
    const caller = new AbortController();
    const call = client.book(1, { signal: caller.signal });
    const { signal } = await called;
    caller.abort(new Error('no longer needed'));
    await expect(call).rejects.toThrow('no longer needed');
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await expect(client.book(1, { signal: caller.signal })).rejects.toThrow('no longer needed');
  });
});

/** A service whose state does not change. */
class FixedRoomsService implements ServiceOf<Rooms> {
  async room(input: typeof ROOM) {
    if (input.tags.includes('')) throw new ServiceError(errors.room_unknown);
    return input;
  }

  async title(id: number) {
    if (id < 0) throw new ServiceError(errors.room_unknown);
    return id % 2 === 0 ? `${id}` : undefined;
  }

  async doubled(all: number[]) {
    return all.map((each) => each / 2).filter(Number.isInteger);
  }

  async open() {
    return ROOM;
  }

  async latest(since: Date) {
    return { ...ROOM, since };
  }

  async book() {
    return '';
  }
}

describeContract(rooms, async () => ({
  service: new FixedRoomsService(),
  examples: {
    room: [ROOM],
    title: [0, 1],
    doubled: [[], [1, 2, 3]],
    open: [null],
    latest: [ROOM.since],
    book: [1],
  },
  outcomes: UNSTORED,
  close: async () => {},
}));
