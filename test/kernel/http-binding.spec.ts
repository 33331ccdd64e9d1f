import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AuthClient } from '#auth-kernel';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';
import {
  answerProblem,
  answerSessions,
  answerUser,
  type FakePeer,
  openFakePeer,
} from './fake-peer.js';
import { openHttpBinding } from './http-binding.js';

const BUDGET_MS = 400;
/** A tolerance for a busy machine; far below a timeout. */
const SLACK_MS = 500;
const USER = { id: 7, email: '7@example.com', uniqueId: 'u7' };

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

  let anyUser = 0;
  const ask = () => client.userByUniqueId(`user-${anyUser++}`);
  const codeOf = (result: Promise<unknown>): Promise<string> =>
    result.then(
      () => 'no error',
      (error: { code: string }) => error.code,
    );
  const timed = async <T>(result: Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    return [await result, performance.now() - start];
  };

  it.each<[string, Parameters<FakePeer['behave']>[0], string, number]>([
    ['never answers', () => undefined, 'auth_unavailable', 1],
    ['closes the connection', (_, response) => response.destroy(), 'auth_unavailable', 2],
    [
      'closes the connection within its response',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"id":7,');
        setTimeout(() => response.destroy(), 20);
      },
      'auth_unavailable',
      2,
    ],
    [
      'answers byte by byte',
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      'auth_unavailable',
      1,
    ],
    ['answers HTML', (_, response) => response.end('<html></html>'), 'auth_answer_invalid', 1],
    ['answers nothing', (_, response) => response.end(), 'auth_answer_invalid', 1],
    ['answers half of its JSON', (_, r) => r.end('{"id":7,"email'), 'auth_answer_invalid', 1],
    [
      'answers other fields',
      (_, r) => r.end('{"user_id":7,"unique_id":"u7"}'),
      'auth_answer_invalid',
      1,
    ],
    [
      'answers other types',
      (_, r) => r.end('{"id":"7","unique_id":"u7","email":"7@example.com"}'),
      'auth_answer_invalid',
      1,
    ],
    ['answers 401 without a problem', (_, r) => r.writeHead(401).end(), 'auth_answer_invalid', 1],
    ['answers 404 without a problem', (_, r) => r.writeHead(404).end(), 'auth_answer_invalid', 1],
    [
      'answers a code that is not a code of Seam',
      (_, r) => r.writeHead(418).end('{"code":"tea","status":418}'),
      'auth_answer_invalid',
      1,
    ],
    ['answers an unknown code', (_, r) => answerProblem(r, 418, 'tea'), 'refused', 1],
    ['answers an unknown 401', (_, r) => answerProblem(r, 401, 'tea'), 'unauthenticated', 1],
    ['answers an unknown 404', (_, r) => answerProblem(r, 404, 'tea'), 'refused', 1],
    ['answers an unknown 500', (_, r) => answerProblem(r, 500, 'tea'), 'auth_unavailable', 1],
    ['answers an unknown 507', (_, r) => answerProblem(r, 507, 'tea'), 'auth_unavailable', 1],
    ['answers an unknown 503', (_, r) => answerProblem(r, 503, 'tea'), 'auth_unavailable', 2],
    [
      'answers a code with another status',
      (_, r) => answerProblem(r, 403, 'session_ended'),
      'auth_answer_invalid',
      1,
    ],
    ['refuses the token', (_, r) => answerProblem(r, 401, 'unauthenticated'), 'unauthenticated', 1],
    [
      'answers that it has ended',
      (_, r) => answerProblem(r, 401, 'session_ended'),
      'session_ended',
      1,
    ],
    [
      'answers that there is no such user',
      (_, r) => answerProblem(r, 404, 'user_not_found'),
      'user_not_found',
      1,
    ],
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

  it('that is unreachable: a clear error within the budget', async () => {
    const unreachable = await openHttpBinding(`http://127.0.0.1:${await freePort()}`, {
      budgetMs: BUDGET_MS,
    });
    const [code, ms] = await timed(codeOf(unreachable.client.userByUniqueId('u7')));
    expect(code).toBe('auth_unavailable');
    expect(ms).toBeLessThan(BUDGET_MS + SLACK_MS);
    await unreachable.close();
  });

  it('that never completes the connection: a timeout, and a retry', async () => {
    let connections = 0;
    const silent = createTcpServer(() => connections++).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    // To a server that sends nothing, a TLS connection is never complete.
    const binding = await openHttpBinding(`https://127.0.0.1:${port}`, { budgetMs: 5_000 });
    const [code, ms] = await timed(codeOf(binding.client.userByEmail('a@example.com')));
    expect(code).toBe('auth_unavailable');
    expect(ms).toBeGreaterThanOrEqual(2 * 250 - 50);
    expect(ms).toBeLessThan(2 * 250 + 100 + SLACK_MS);
    await binding.close();
    silent.close();
  });

  it('that redirects: not followed, and the token is sent nowhere else', async () => {
    const elsewhere = await openFakePeer();
    elsewhere.behave((_, response) => answerUser(response));
    peer.behave((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    expect(await codeOf(ask())).toBe('auth_answer_invalid');
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
    expect(await codeOf(ask())).toBe('auth_answer_invalid');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('recovers by one retry from a lost connection and from 503', async () => {
    peer.behave((_, response, count) => {
      if (count === 1) response.destroy();
      else if (count === 3) response.writeHead(503).end();
      else answerUser(response);
    });
    expect(await ask()).toEqual(USER);
    expect(await ask()).toEqual(USER);
    expect(peer.calls).toHaveLength(4);
  });

  it('lets 100 equal calls share one, and gives each a copy', async () => {
    peer.behave((_, response) => setTimeout(() => answerUser(response), 50));
    const results = await Promise.all(
      Array.from({ length: 100 }, () => client.userByUniqueId('same')),
    );
    expect(peer.calls).toHaveLength(1);
    results[0]!.id = -1;
    expect(results[1]).toEqual(USER);
    await client.userByUniqueId('same');
    expect(peer.calls).toHaveLength(2);
  });

  describe('asked for sessions', () => {
    const session = (token: string) => ({
      user_id: Number(token),
      unique_id: `u${token}`,
      expires_at: '2099-01-01T00:00:00.000Z',
    });

    it('shares calls among many, and returns to each their own result', async () => {
      const patient = await openHttpBinding(peer.url, { budgetMs: 10_000 });
      peer.behave((request, response) => void answerSessions(request, response, session));
      const tokens = Array.from({ length: 300 }, (_, i) => `${i + 1}`);
      const sessions = await Promise.all(tokens.map((token) => patient.client.session(token)));
      expect(sessions.map(({ uniqueId }) => uniqueId)).toEqual(tokens.map((token) => `u${token}`));
      expect(peer.calls.length).toBeLessThanOrEqual(5);
      await patient.close();
    });

    it('refuses one token without refusing the others', async () => {
      const ended = { code: 'session_ended', detail: 'over' };
      const answerOf = (token: string) => (token === '2' ? ended : session(token));
      peer.behave((request, response) => void answerSessions(request, response, answerOf));
      const [one, two, three] = await Promise.allSettled(
        ['1', '2', '3'].map((token) => client.session(token)),
      );
      expect(one).toMatchObject({ status: 'fulfilled', value: { userId: 1 } });
      expect(two).toMatchObject({
        reason: { code: 'session_ended', status: 401, message: 'over' },
      });
      expect(three).toMatchObject({ status: 'fulfilled', value: { userId: 3 } });
      expect(peer.calls).toHaveLength(1);
    });

    it.each<[string, object, object]>([
      [
        'a status',
        { code: 'tea', status: 418, detail: 'short and stout' },
        { code: 'refused', status: 418, message: 'short and stout' },
      ],
      [
        'none',
        { code: 'tea', detail: 'short and stout' },
        { code: 'unauthenticated', status: 401, message: 'short and stout' },
      ],
    ])('applies an unknown refusal with %s to that one token', async (_, refusal, reason) => {
      const answerOf = (token: string) => (token === '2' ? refusal : session(token));
      peer.behave((request, response) => void answerSessions(request, response, answerOf));
      const [one, two, three] = await Promise.allSettled(
        ['1', '2', '3'].map((token) => client.session(token)),
      );
      expect(one).toMatchObject({ status: 'fulfilled', value: { userId: 1 } });
      expect(two).toMatchObject({ status: 'rejected', reason });
      expect(three).toMatchObject({ status: 'fulfilled', value: { userId: 3 } });
    });

    it.each([
      ['too few answers', []],
      ['too many', [session('1'), session('2')]],
      ['a refusal without a code', [{ status: 401, detail: 'no' }]],
      ['a refusal that is none', [{ code: 'tea', status: 200, detail: 'no' }]],
      ['something else', [{ pong: true }]],
    ])('treats %s as no answer of auth', async (_, answers) => {
      peer.behave((_request, response) => response.end(JSON.stringify(answers)));
      expect(await codeOf(client.session('1'))).toBe('auth_answer_invalid');
    });
  });

  it('has no more than 64 concurrent calls', async () => {
    const patient = await openHttpBinding(peer.url, { budgetMs: 10_000 });
    peer.behave((_, response) => setTimeout(() => answerUser(response), 20));
    await Promise.all(Array.from({ length: 300 }, (_, i) => patient.client.userByUniqueId(`${i}`)));
    expect(peer.calls).toHaveLength(300);
    expect(peer.mostAtOnce).toBeLessThanOrEqual(64);
    await patient.close();
  });

  it('stops calling a failing peer, probes it, and continues when it is back', async () => {
    let up = false;
    peer.behave((_, response) => {
      if (up) answerUser(response);
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
    expect(await ask()).toEqual(USER);
  });

  it('logs it in two lines: when it begins, and when it is over', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    try {
      let up = false;
      peer.behave((_, response) => {
        if (up) answerUser(response);
        else response.writeHead(500).end();
      });
      for (let i = 0; i < 50; i++) await codeOf(ask());
      const before = peer.calls.length;
      await waitFor(
        async () => (await codeOf(ask())) !== 'no error' && peer.calls.length >= before + 3,
        10_000,
        () => 'three probes to fail',
      );
      up = true;
      await waitFor(
        async () => (await codeOf(ask())) === 'no error',
        5_000,
        () => 'the circuit to close',
      );
      const reason = `auth at ${peer.url} is failing: status 500 without a problem. `;
      expect(warn.mock.calls).toEqual([[expect.stringContaining(reason)]]);
      const ends = log.mock.calls.filter(([line]) => /again/.test(String(line)));
      expect(ends).toEqual([[`auth at ${peer.url} answers again`]]);
    } finally {
      warn.mockRestore();
      log.mockRestore();
    }
  });

  it('does not count refusals as failures: the circuit stays closed', async () => {
    peer.behave((_, response, count) => {
      if (count % 2) answerProblem(response, 401, 'session_ended');
      else answerProblem(response, 404, 'user_not_found');
    });
    for (let i = 0; i < 50; i++) await codeOf(ask());
    expect(peer.calls).toHaveLength(50);
  });

  it('does not count refusals of a later version as failures, and passes on their message', async () => {
    peer.behave((_, response, count) => answerProblem(response, 400 + (count % 50), 'tea'));
    for (let i = 1; i <= 50; i++) {
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      const status = 400 + (i % 50);
      expect(error).toMatchObject({ status, message: 'tea' });
    }
    expect(peer.calls).toHaveLength(50);
  });

  it('keeps the time after which to retry', async () => {
    peer.behave((_, response) => {
      response.setHeader('retry-after', '7');
      answerProblem(response, 429, 'too_many_requests');
    });
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 7 });
  });

  describe('of a later version', () => {
    const answerWith = (body: object) =>
      peer.behave((_, response) => response.end(JSON.stringify(body)));

    it('may have more fields than are known here', async () => {
      answerWith({ id: 7, email: '7@example.com', unique_id: 'u7', phone: '1', tags: ['x'] });
      expect(await ask()).toEqual(USER);
    });

    it('may have events of other types, also without a user', async () => {
      const event_id = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';
      answerWith([
        { id: 1, event_id, type: 'key.rotated', key: 'k' },
        { id: 2, event_id, type: 'group.joined', user_id: 'g-1', unique_id: 7 },
        { id: 3, event_id, type: 'user.deleted', user_id: 7, unique_id: 'u7', reason: 'x' },
      ]);
      const head = { eventId: event_id };
      expect(await client.userEvents(undefined, 10)).toEqual([
        { ...head, id: 1, type: 'key.rotated', userId: 0, uniqueId: '' },
        { ...head, id: 2, type: 'group.joined', userId: 0, uniqueId: '' },
        { ...head, id: 3, type: 'user.deleted', userId: 7, uniqueId: 'u7' },
      ]);
    });

    it('may not omit a deleted user', async () => {
      const event_id = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';
      answerWith([{ id: 1, event_id, type: 'user.deleted' }]);
      expect(await codeOf(client.userEvents(undefined, 10))).toBe('auth_answer_invalid');
    });
  });

  it('uses no proxy of the environment', async () => {
    const proxy = await openFakePeer();
    process.env['HTTP_PROXY'] = proxy.url;
    process.env['http_proxy'] = proxy.url;
    try {
      peer.behave((_, response) => answerUser(response));
      expect(await ask()).toEqual(USER);
      expect(proxy.calls).toHaveLength(0);
    } finally {
      delete process.env['HTTP_PROXY'];
      delete process.env['http_proxy'];
      await proxy.close();
    }
  });
});
