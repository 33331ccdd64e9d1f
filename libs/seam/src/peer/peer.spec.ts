import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { defineErrors } from '#glue/errors';
import { HealthModule } from '#glue/health';
import { type FakePeer, openFakePeer } from '../../../../test/support/fake-peer.js';
import { freePort } from '../../../../test/support/free-port.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { command, query } from '../contract/call.js';
import type { ClientOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { remoteClient } from './remote-client.js';

const BUDGET_MS = 400;
/** Of calls that succeed, or fail for another reason than time, also on a busy machine. */
const PATIENT_MS = 10_000;
/** A tolerance for a busy machine; far below a timeout. */
const SLACK_MS = 500;

const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const room = z.object({ id: z.int(), title: z.string() });
const rooms = defineContract('rooms', {
  errors: defineErrors({
    room_unknown: { ...description, status: 404 },
    key_invalid: { ...description, status: 401 },
  }),
  calls: {
    room: query({ input: z.int(), output: room, errors: ['room_unknown', 'key_invalid'] }),
    shared: query({ input: z.int(), output: room, share: true }),
    many: query({ input: z.int(), output: room, errors: ['room_unknown'], batch: 100 }),
    watched: query({ input: z.int(), output: room, background: true }),
    slow: query({ input: z.int(), output: room, budgetMs: PATIENT_MS }),
    texts: query({ input: z.string(), output: z.string(), batch: 100 }),
    book: command({ input: z.int(), output: z.null() }),
  },
});
const ROOM = { id: 7, title: 'seven' };
const ROOMS = Symbol('rooms');

type Behaviour = Parameters<FakePeer['behave']>[0];
type Response = Parameters<Behaviour>[1];

const tokens = { token: (audience: string) => `for-${audience}` };

async function open(url: string, budgetMs = BUDGET_MS) {
  const { imports, providers } = remoteClient(rooms, ROOMS, { url, budgetMs, tokens });
  class CallerModule {}
  const module = {
    module: CallerModule,
    imports: [HealthModule, ...imports],
    providers,
  };
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  return {
    client: context.get<ClientOf<typeof rooms>>(ROOMS),
    close: () => context.close(),
  };
}

function answer(response: Response, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function answerProblem(response: Response, status: number, code: string): void {
  answer(response, status, { type: `urn:seam:error:${code}`, status, code, detail: code });
}

const answerRoom = (response: Response) => answer(response, 200, { output: ROOM });

async function answerMany(
  request: Parameters<Behaviour>[0],
  response: Response,
  resultOf: (id: number) => object,
): Promise<void> {
  const chunks = (await request.toArray()) as Buffer[];
  const { inputs } = JSON.parse(Buffer.concat(chunks).toString()) as { inputs: number[] };
  answer(response, 200, { results: inputs.map(resultOf) });
}

describe('the client of a contract, with a peer that misbehaves', () => {
  let peer: FakePeer;
  let client: ClientOf<typeof rooms>;
  let close: () => Promise<void>;
  beforeEach(async () => {
    peer = await openFakePeer();
    ({ client, close } = await open(peer.url, PATIENT_MS));
  });
  afterEach(async () => {
    await close();
    await peer.close();
  });

  let anyRoom = 0;
  const ask = () => client.room(anyRoom++);
  const codeOf = (result: Promise<unknown>): Promise<string> =>
    result.then(
      () => 'no error',
      (error: { code: string }) => error.code,
    );
  const timed = async <T>(result: Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    return [await result, performance.now() - start];
  };

  it('that is unreachable: a clear error within the budget', async () => {
    const unreachable = await open(`http://127.0.0.1:${await freePort()}`);
    const [code, ms] = await timed(codeOf(unreachable.client.room(1)));
    expect(code).toBe('rooms_unavailable');
    expect(ms).toBeLessThan(BUDGET_MS + SLACK_MS);
    await unreachable.close();
  });

  it('that never completes the connection: a timeout, and a retry', async () => {
    const silent = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    // To a server that sends nothing, a TLS connection is never complete.
    const binding = await open(`https://127.0.0.1:${port}`, 5_000);
    const [code, ms] = await timed(codeOf(binding.client.room(1)));
    expect(code).toBe('rooms_unavailable');
    expect(ms).toBeGreaterThanOrEqual(2 * 250 - 50);
    expect(ms).toBeLessThan(2 * 250 + 100 + SLACK_MS);
    await binding.close();
    silent.close();
  });

  it('that redirects: not followed, and the token is sent nowhere else', async () => {
    const elsewhere = await openFakePeer();
    elsewhere.behave((_, response) => answerRoom(response));
    peer.behave((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    expect(await codeOf(ask())).toBe('rooms_answer_invalid');
    expect(elsewhere.calls).toHaveLength(0);
    await elsewhere.close();
  });

  it('that answers 100 MB: aborted early', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, ' ');
    peer.behave((_, response) => {
      const push = () => {
        while (!response.destroyed && sent < 100 * 1024 * 1024) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', push);
        }
        response.end();
      };
      push();
    });
    expect(await codeOf(ask())).toBe('rooms_answer_invalid');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('uses no proxy of the environment', async () => {
    const proxy = await openFakePeer();
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy.url, http_proxy: proxy.url });
    try {
      peer.behave((_, response) => answerRoom(response));
      expect(await ask()).toEqual(ROOM);
      expect(proxy.calls).toHaveLength(0);
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy']) delete process.env[name];
      Object.assign(process.env, before);
      await proxy.close();
    }
  });

  it('sends what is left of its time, its token, and the same key with a retry', async () => {
    peer.behave((_, response, count) => {
      if (count === 1) response.destroy();
      else answer(response, 200, { output: null });
    });
    await client.book(1);
    const [first, second] = peer.calls.map(({ headers }) => headers);
    expect(first!['authorization']).toBe('Bearer for-rooms');
    expect(first!['idempotency-key']).toMatch(/^[\w-]{36}$/);
    expect(second!['idempotency-key']).toBe(first!['idempotency-key']);
    const [left, later] = [first, second].map((each) => Number(each!['x-call-budget-ms']));
    expect(left).toBeLessThanOrEqual(PATIENT_MS);
    expect(later).toBeLessThanOrEqual(left!);
  });

  it('recovers by one retry from a lost connection and from 503', async () => {
    peer.behave((_, response, count) => {
      if (count === 1) response.destroy();
      else if (count === 3) response.writeHead(503).end();
      else answerRoom(response);
    });
    expect(await ask()).toEqual(ROOM);
    expect(await ask()).toEqual(ROOM);
    expect(peer.calls).toHaveLength(4);
  });

  it('lets 100 equal calls of a shared query share one, and gives each a copy', async () => {
    peer.behave((_, response) => setTimeout(() => answerRoom(response), 50));
    const results = await Promise.all(Array.from({ length: 100 }, () => client.shared(1)));
    expect(peer.calls).toHaveLength(1);
    results[0]!.id = -1;
    expect(results[1]).toEqual(ROOM);
    await client.shared(1);
    expect(peer.calls).toHaveLength(2);
  });

  describe('asked many at once', () => {
    const named = (id: number) => ({ output: { id, title: `${id}` } });

    it('sends few requests, and returns to each caller its own result', async () => {
      peer.behave((request, response) => void answerMany(request, response, named));
      const ids = Array.from({ length: 300 }, (_, i) => i);
      const results = await Promise.all(ids.map((id) => client.many(id)));
      expect(results.map(({ id }) => id)).toEqual(ids);
      expect(peer.calls.length).toBeLessThanOrEqual(5);
    });
  });

  it('is not held responsible for errors of a later version', async () => {
    peer.behave((_, response) => answerProblem(response, 503, 'later_error'));
    for (let i = 0; i < 20; i++) expect(await codeOf(ask())).toBe('rooms_unavailable');
    peer.behave((_, response) => answerRoom(response));
    await expect(ask()).resolves.toEqual(ROOM);
  });

  it('gets the time that its call declares, also if others have less', async () => {
    const hurried = await open(peer.url, 50);
    peer.behave((_, response) => setTimeout(() => answerRoom(response), 200));
    expect(await codeOf(hurried.client.room(1))).toBe('rooms_unavailable');
    expect(await hurried.client.slow(1)).toEqual(ROOM);
    await hurried.close();
  });

  it('gets the time that the caller gives', async () => {
    let budget = NaN;
    peer.behave(({ headers }, response) => {
      budget = Number(headers['x-call-budget-ms']);
      answerRoom(response);
    });
    await client.room(1, { budgetMs: 3_000 });
    expect(budget).toBeGreaterThan(0);
    expect(budget).toBeLessThanOrEqual(3_000);
  });

  it('spoils one result of a batch with a wrong one, and no other', async () => {
    peer.behave((request, response) => {
      void answerMany(request, response, (id) => ({
        output: id === 2 ? { id } : { ...ROOM, id },
      }));
    });
    const results = await Promise.all([1, 2, 3].map((id) => codeOf(client.many(id))));
    expect(results).toEqual(['no error', 'rooms_answer_invalid', 'no error']);
  });

  it('gets no request that it would refuse for its size', async () => {
    let requests = 0;
    peer.behave((_, response) => answer(response, 200, { n: requests++ }));
    expect(await codeOf(client.texts('x'.repeat(300_000)))).toBe('validation_failed');
    expect(requests).toBe(0);
  });

  it('has no more than 64 concurrent requests', async () => {
    peer.behave((_, response) => setTimeout(() => answerRoom(response), 20));
    await Promise.all(Array.from({ length: 300 }, (_, i) => client.room(i)));
    expect(peer.calls).toHaveLength(300);
    expect(peer.mostAtOnce).toBeLessThanOrEqual(64);
  });

  it('stops calling a failing peer, probes it, and continues when it is back', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    let up = false;
    peer.behave((_, response) => {
      if (up) answerRoom(response);
      else response.writeHead(500).end();
    });
    for (let i = 0; i < 50; i++) await codeOf(ask());
    const before = peer.calls.length;
    expect(before).toBeLessThan(12);
    const [code, ms] = await timed(codeOf(ask()));
    expect([code, ms < SLACK_MS]).toEqual(['rooms_unavailable', true]);
    expect(peer.calls).toHaveLength(before);
    up = true;
    await waitFor(
      async () => (await codeOf(ask())) === 'no error',
      5_000,
      () => 'the circuit to close',
    );
    const reason = `rooms at ${peer.url} is failing: status 500 without a problem. `;
    expect(warn.mock.calls).toEqual([[expect.stringContaining(reason)]]);
    expect(log.mock.calls.at(-1)).toEqual([`rooms at ${peer.url} answers again`]);
    warn.mockRestore();
    log.mockRestore();
  });

  it('does not count refusals as failures, also those of a later version', async () => {
    peer.behave((_, response, count) => {
      if (count % 2) answerProblem(response, 401, 'key_invalid');
      else answerProblem(response, 400 + (count % 50), 'tea');
    });
    for (let i = 0; i < 50; i++) await codeOf(ask());
    expect(peer.calls).toHaveLength(50);
  });

  it('does not count failures of background calls for others', async () => {
    peer.behave((request, response) => {
      if (request.url!.endsWith('/watched')) response.writeHead(503).end();
      else answerRoom(response);
    });
    for (let i = 0; i < 30; i++) await codeOf(client.watched(i));
    expect(peer.calls).toHaveLength(30);
    expect(await ask()).toEqual(ROOM);
  });

  it('keeps the time after which to retry', async () => {
    peer.behave((_, response) => {
      response.setHeader('retry-after', '7');
      answerProblem(response, 429, 'too_many_requests');
    });
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 7 });
  });
});
