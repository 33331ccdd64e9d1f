import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import type { AuthClient } from '#auth-kernel';
import type { ErrorCode } from '#glue/errors';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';
import { answerProblem, answerSession, type FakePeer, openFakePeer } from './fake-peer.js';
import { openHttpBinding } from './http-binding.js';

const BUDGET_MS = 400;
/** What the clock of a busy machine may add; far below what a hang would take. */
const SLACK_MS = 500;
const SESSION = { userId: 7, uniqueId: 'u7', expiresAt: '2099-01-01T00:00:00.000Z' };

describe('AuthClient over HTTP, with a peer that misbehaves', () => {
  let peer: FakePeer;
  let client: AuthClient;
  let close: () => Promise<void>;
  beforeEach(async () => {
    peer = await openFakePeer();
    ({ client, close } = await openHttpBinding(peer.url, { budgetMs: BUDGET_MS }));
  });
  afterEach(async () => {
    await close();
    await peer.close();
  });

  let anyToken = 0;
  const ask = () => client.session(`token-${anyToken++}`);
  const codeOf = (result: Promise<unknown>): Promise<ErrorCode | 'no error'> =>
    result.then(
      () => 'no error' as const,
      (error: { code: ErrorCode }) => error.code,
    );
  const timed = async <T>(result: Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    return [await result, performance.now() - start];
  };

  it.each<[string, Parameters<FakePeer['behave']>[0], ErrorCode, number]>([
    ['never answers', () => undefined, 'auth_unavailable', 1],
    ['hangs up', (_, response) => response.destroy(), 'auth_unavailable', 2],
    [
      'hangs up within its answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"user_id":7,');
        setTimeout(() => response.destroy(), 20);
      },
      'auth_unavailable',
      2,
    ],
    [
      'answers drop by drop',
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      'auth_unavailable',
      1,
    ],
    ['answers HTML', (_, response) => response.end('<html></html>'), 'auth_answer_invalid', 1],
    ['answers nothing', (_, response) => response.end(), 'auth_answer_invalid', 1],
    ['answers half of its JSON', (_, r) => r.end('{"user_id":7,"uniq'), 'auth_answer_invalid', 1],
    [
      'answers other fields',
      (_, r) => r.end('{"id":7,"unique_id":"u7"}'),
      'auth_answer_invalid',
      1,
    ],
    [
      'answers other types',
      (_, r) => r.end('{"user_id":"7","unique_id":"u7","expires_at":"2099-01-01T00:00:00Z"}'),
      'auth_answer_invalid',
      1,
    ],
    ['answers 401 without a problem', (_, r) => r.writeHead(401).end(), 'auth_answer_invalid', 1],
    ['answers 404 without a problem', (_, r) => r.writeHead(404).end(), 'auth_answer_invalid', 1],
    ['answers an unknown code', (_, r) => answerProblem(r, 418, 'tea'), 'auth_answer_invalid', 1],
    [
      'answers a code with another status',
      (_, r) => answerProblem(r, 403, 'session_ended'),
      'auth_answer_invalid',
      1,
    ],
    ['refuses the token', (_, r) => answerProblem(r, 401, 'unauthenticated'), 'unauthenticated', 1],
    ['says that it is over', (_, r) => answerProblem(r, 401, 'session_ended'), 'session_ended', 1],
    ['knows no such user', (_, r) => answerProblem(r, 404, 'user_not_found'), 'user_not_found', 1],
    ['answers 500', (_, r) => answerProblem(r, 500, 'internal'), 'internal', 1],
    ['answers 502', (_, r) => r.writeHead(502).end('Bad Gateway'), 'auth_unavailable', 2],
    ['answers 503', (_, r) => r.writeHead(503).end(), 'auth_unavailable', 2],
    ['answers 504', (_, r) => r.writeHead(504).end(), 'auth_unavailable', 2],
    [
      'has no database',
      (_, r) => answerProblem(r, 503, 'database_unavailable'),
      'database_unavailable',
      2,
    ],
  ])('that %s: a clear error within the budget', async (_, behaviour, code, calls) => {
    peer.behave(behaviour);
    const [got, ms] = await timed(codeOf(ask()));
    expect(got).toBe(code);
    expect(peer.calls).toHaveLength(calls);
    expect(ms).toBeLessThan(BUDGET_MS + SLACK_MS);
  });

  it('that is not there: a clear error within the budget', async () => {
    const nobody = await openHttpBinding(`http://127.0.0.1:${await freePort()}`, {
      budgetMs: BUDGET_MS,
    });
    const [code, ms] = await timed(codeOf(nobody.client.session('token')));
    expect(code).toBe('auth_unavailable');
    expect(ms).toBeLessThan(BUDGET_MS + SLACK_MS);
    await nobody.close();
  });

  it('that never completes the connection: given up after the connect timeout, and tried again', async () => {
    let connections = 0;
    const silent = createTcpServer(() => connections++).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    // To a server that says nothing, a TLS connection is never complete.
    const binding = await openHttpBinding(`https://127.0.0.1:${port}`, { budgetMs: 5_000 });
    const [code, ms] = await timed(codeOf(binding.client.userByEmail('a@example.com')));
    expect(code).toBe('auth_unavailable');
    expect(ms).toBeGreaterThanOrEqual(2 * 250 - 50);
    expect(ms).toBeLessThan(2 * 250 + 100 + SLACK_MS);
    await binding.close();
    silent.close();
  });

  it('that redirects: not followed, and the token goes nowhere else', async () => {
    const elsewhere = await openFakePeer();
    elsewhere.behave((_, response) => answerSession(response));
    peer.behave((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    expect(await codeOf(ask())).toBe('auth_answer_invalid');
    expect(elsewhere.calls).toHaveLength(0);
    await elsewhere.close();
  });

  it('that answers 100 MB: cut off early', async () => {
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
    expect(await codeOf(ask())).toBe('auth_answer_invalid');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('recovers by one retry from a lost connection and from 503', async () => {
    peer.behave((_, response, count) => {
      if (count === 1) response.destroy();
      else if (count === 3) response.writeHead(503).end();
      else answerSession(response);
    });
    expect(await ask()).toEqual(SESSION);
    expect(await ask()).toEqual(SESSION);
    expect(peer.calls).toHaveLength(4);
  });

  it('lets 100 equal calls share one, and gives each a copy', async () => {
    peer.behave((_, response) => setTimeout(() => answerSession(response), 50));
    const results = await Promise.all(Array.from({ length: 100 }, () => client.session('same')));
    expect(peer.calls).toHaveLength(1);
    results[0]!.userId = -1;
    expect(results[1]).toEqual(SESSION);
    await client.session('same');
    expect(peer.calls).toHaveLength(2);
  });

  it('has no more than 64 calls under way', async () => {
    const patient = await openHttpBinding(peer.url, { budgetMs: 10_000 });
    peer.behave((_, response) => setTimeout(() => answerSession(response), 20));
    await Promise.all(Array.from({ length: 300 }, (_, i) => patient.client.session(`${i}`)));
    expect(peer.calls).toHaveLength(300);
    expect(peer.mostAtOnce).toBeLessThanOrEqual(64);
    await patient.close();
  });

  it('stops calling a peer that fails, probes it, and goes on when it is back', async () => {
    let up = false;
    peer.behave((_, response) => {
      if (up) answerSession(response);
      else response.writeHead(500).end();
    });
    for (let i = 0; i < 12; i++) await codeOf(ask());
    const before = peer.calls.length;
    expect(before).toBeLessThan(12);
    const [code, ms] = await timed(codeOf(ask()));
    expect(code).toBe('auth_unavailable');
    expect(ms).toBeLessThan(SLACK_MS);
    expect(peer.calls).toHaveLength(before);

    up = true;
    await waitFor(
      async () => (await codeOf(ask())) === 'no error',
      5_000,
      () => 'the circuit to close',
    );
    expect(await ask()).toEqual(SESSION);
  });

  it('never takes refusals for failures: the circuit stays closed', async () => {
    peer.behave((_, response, count) => {
      if (count % 2) answerProblem(response, 401, 'session_ended');
      else answerProblem(response, 404, 'user_not_found');
    });
    for (let i = 0; i < 50; i++) await codeOf(ask());
    expect(peer.calls).toHaveLength(50);
  });

  it('uses no proxy of the environment', async () => {
    const proxy = await openFakePeer();
    process.env['HTTP_PROXY'] = proxy.url;
    process.env['http_proxy'] = proxy.url;
    try {
      peer.behave((_, response) => answerSession(response));
      expect(await ask()).toEqual(SESSION);
      expect(proxy.calls).toHaveLength(0);
    } finally {
      delete process.env['HTTP_PROXY'];
      delete process.env['http_proxy'];
      await proxy.close();
    }
  });
});
