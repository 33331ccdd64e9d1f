import { jest } from '@jest/globals';
import { z } from 'zod';
import { defineErrors, ServiceError } from '#glue/errors';
import { Metrics } from '#glue/metrics';
import { MemoryOutcomes } from '#glue/transaction';
import { waitFor } from '../../../../test/support/wait-for.js';
import { command, query } from '../contract/call.js';
import type { IncomingCall, ServiceOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import { asIfRemote, CALLER } from '../testing/bindings.suite.js';
import { BothBindings } from '../testing/both-bindings.suite.js';
import { describeOneMeaning } from '../testing/one-meaning.suite.js';

/** For a busy machine. */
const SLACK_MS = 1_000;
const LATENCY_MS = 20;

const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const errors = defineErrors({ room_unknown: { ...description, status: 404 } });
const room = z.object({ id: z.int(), tags: z.array(z.string()), note: z.string().optional() });
const numbers = z.array(z.int().min(-1_000_000).max(1_000_000));
const rooms = defineContract('rooms', {
  errors,
  calls: {
    room: query({ input: z.int(), output: room, errors: ['room_unknown'] }),
    title: query({
      input: z.int(),
      output: z.string().optional(),
      errors: ['room_unknown'],
      batch: 10,
    }),
    doubled: query({ input: numbers, output: numbers, chunk: 3 }),
    shared: query({ input: z.string(), output: z.string(), share: true }),
    book: command({ input: z.int(), output: z.int(), errors: ['room_unknown'] }),
  },
});

class RoomsService implements ServiceOf<typeof rooms> {
  /** The keys of each effect. */
  readonly effects: string[] = [];
  readonly requests: IncomingCall[] = [];
  work: () => Promise<void> = async () => {};

  async room(id: number, call: IncomingCall) {
    this.requests.push(call);
    await this.work();
    return { id: known(id), tags: [`of ${id}`], secret: 1 };
  }
  async title(id: number) {
    return id % 2 === 0 ? `room ${known(id)}` : undefined;
  }
  async doubled(all: number[]) {
    return all.map((each) => 2 * each);
  }
  async shared(text: string) {
    return text;
  }
  async book(id: number, { idempotencyKey }: IncomingCall) {
    this.effects.push(idempotencyKey!);
    return known(id);
  }
}

function known(id: number): number {
  if (id % 7 === 1) throw new ServiceError(errors.room_unknown, { message: `no ${id}` });
  return id;
}

async function open(network: object, options: Parameters<typeof asIfRemote>[1] = {}) {
  const service = new RoomsService();
  const binding = asIfRemote(network, options);
  return { service, ...(await binding(rooms, service, CALLER, new MemoryOutcomes())) };
}

/** Is called with each retry. */
function retriesOf(metrics: Metrics): jest.Mock {
  const [retried, peer] = [jest.fn(), metrics.peer.bind(metrics)];
  metrics.peer = (name) => ({ ...peer(name), retried });
  return retried;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );

describe('a contract as if remote', () => {
  const subject = async () => ({
    service: new RoomsService(),
    examples: { room: [2], title: [2], doubled: [[1, 2, 3, 4]], shared: ['a'], book: [2] },
    outcomes: new MemoryOutcomes(),
    close: async () => {},
  });
  const both = new BothBindings(rooms, subject, asIfRemote({}));
  beforeAll(() => both.open());
  afterAll(() => both.close());

  describe.each(Object.values(rooms.calls))('$fullName', (call) => describeOneMeaning(call, both));
});

describe('a call as if remote', () => {
  it('takes the latency, and two that depend on each other twice', async () => {
    const { client, close } = await open({ latencyMs: LATENCY_MS, jitterMs: 0 });
    const [, one] = await timed(() => client.room(2));
    expect(one).toBeGreaterThanOrEqual(LATENCY_MS - 0.5);
    const [, two] = await timed(async () => client.room((await client.room(2)).id));
    expect(two).toBeGreaterThanOrEqual(2 * LATENCY_MS - 0.5);
    await close();
  });

  it('sends calls together, as over HTTP', async () => {
    const { client, close } = await open({ latencyMs: 50, jitterMs: 0 });
    const [results, ms] = await timed(() =>
      Promise.all(Array.from({ length: 40 }, (_, i) => client.title(14 * i))),
    );
    expect(results[1]).toBe('room 14');
    expect(ms).toBeLessThan(50 * 40);
    await close();
  });

  it('fails within its budget if the latency is longer, and is not served', async () => {
    const { client, service, close } = await open(
      { latencyMs: 60_000, jitterMs: 0 },
      { budgetMs: 100 },
    );
    const [code, ms] = await timed(() => codeOf(client.room(2)));
    expect(code).toBe('rooms_unavailable');
    expect(ms).toBeGreaterThanOrEqual(100 - 1);
    expect(ms).toBeLessThan(100 + SLACK_MS);
    expect(service.requests).toEqual([]);
    await close();
  });

  it('tells its provider that its time is over', async () => {
    const { client, service, close } = await open({ latencyMs: 2 });
    service.work = () => new Promise<never>(() => undefined);
    expect(await codeOf(client.room(2, { budgetMs: 300 }))).toBe('rooms_unavailable');
    const [request] = service.requests;
    expect(request!.caller).toBe(CALLER);
    await waitFor(
      () => request!.signal.aborted,
      SLACK_MS,
      () => 'the signal of the provider',
    );
    await close();
  });

  it('is repeated after a loss, as metrics show, and a command still has one effect', async () => {
    const metrics = new Metrics({ service: 'test', version: '1', node: 'v20', contexts: 'rooms' });
    const retried = retriesOf(metrics);
    const { client, service, close } = await open(
      { latencyMs: 1, loss: 0.05, seed: 20 },
      { metrics },
    );
    const keys = Array.from({ length: 200 }, newIdempotencyKey);
    let answered = 0;
    for (const idempotencyKey of keys) {
      if ((await codeOf(client.book(2, { idempotencyKey }))) === 'no error') answered++;
    }
    expect(answered).toBeGreaterThan(190);
    expect(retried).toHaveBeenCalled();
    // A lost response and its retry: one effect. A lost request that was not repeated: none.
    expect(new Set(service.effects).size).toBe(service.effects.length);
    expect(service.effects.length).toBeGreaterThanOrEqual(answered);
    await close();
  });

  it('opens the circuit if all is lost', async () => {
    const { client, service, close } = await open({ latencyMs: 1, loss: 1 });
    for (let i = 0; i < 30; i++) expect(await codeOf(client.room(2))).toBe('rooms_unavailable');
    expect(service.requests).toEqual([]);
    await close();
  });
});
