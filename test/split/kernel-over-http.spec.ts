import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { send } from '../support/client.js';
import { claimsOf } from '../support/forge-token.js';
import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { embedded } from '../topologies/storage.js';
import { split, type SplitSystem } from '../topologies/split.js';

const CACHE_MS = 1_000;

/** The input files of a bundle, according to its source map; otherwise the file itself. */
async function sourcesOf(url: string): Promise<string[]> {
  const map = url.startsWith('file:') && new URL(`${url}.map`);
  if (!map || !existsSync(map)) return [url];
  return (JSON.parse(await readFile(map, 'utf8')) as { sources: string[] }).sources;
}

/** The behaviour of auth and todo in two processes. */
describe('split', () => {
  let system: SplitSystem;
  beforeAll(async () => {
    // Routine calls between services are logged at debug.
    const env = { LOG_LEVEL: 'debug', EVENTS_POLL_MS: '3600000' };
    system = await split('items in a JSON file', embedded, 'json-file').start(env);
  }, 60_000);
  afterAll(() => system.dispose());

  const sessionCalls = () =>
    system.authLog().split('"route":"/internal/v1/auth/session"').length - 1;
  /**
   * Requests are logged after their response; this one marks that those before it are in the log.
   */
  const logHasSettled = async () => {
    const id = randomBytes(8).toString('hex');
    await send('GET', `${system.authUrl}/api/v1/nothing`, { headers: { 'x-request-id': id } });
    await waitFor(
      () => system.authLog().includes(id),
      5_000,
      () => 'the log of auth',
    );
  };

  it('calls auth once for 100 concurrent requests with one fresh token', async () => {
    const person = await Person.arrive(system);
    await logHasSettled();
    const before = sessionCalls();
    const answers = await Promise.all(Array.from({ length: 100 }, () => person.list()));
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    await logHasSettled();
    expect(sessionCalls() - before).toBe(1);
  });

  /** What todo answers to 1,000 tokens, 100 at a time. */
  const answersTo = async (forge: (i: number) => string) => {
    const statuses: number[] = [];
    for (let i = 0; i < 1_000; i += 100) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, j) =>
          send('GET', `${system.todoUrl}/api/v1/get/all`, { token: forge(i + j) }),
        ),
      );
      statuses.push(...answers.map(({ status }) => status));
    }
    return statuses;
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  /** A token with these claims, whose outer signature is a guess. */
  const guessed = (header: string, claims: object, i: number) => {
    const text = `${header}.${encode(claims)}`;
    return `${text}.${createHmac('sha256', `guess ${i}`).update(text).digest('base64url')}`;
  };

  it('does not call auth for 1,000 tokens with a forged signature of auth', async () => {
    const { token } = await Person.arrive(system);
    // todo reads the key of auth with the first token that it signs.
    await send('GET', `${system.todoUrl}/api/v1/get/all`, { token });
    await logHasSettled();
    const before = system.authLog().split('"msg":"request"').length;
    const [header] = token.split('.') as [string];
    const statuses = await answersTo((i) =>
      guessed(header, { ...claimsOf(token), sid: `guess-${i}` }, i),
    );
    expect(statuses).toEqual(Array(1_000).fill(401));
    await logHasSettled();
    // The additional one is the request that marks the end of the log.
    expect(system.authLog().split('"msg":"request"').length - before).toBe(1);
  });

  it('calls auth for few of 1,000 forged tokens without one, and asks for many at once', async () => {
    const { token } = await Person.arrive(system);
    await logHasSettled();
    const before = sessionCalls();
    const [header] = token.split('.') as [string];
    const claims = { ...claimsOf(token), sig: undefined };
    const statuses = await answersTo((i) => guessed(header, claims, i));
    expect(statuses).toEqual(Array(1_000).fill(401));
    await logHasSettled();
    expect(sessionCalls() - before).toBeLessThan(200);
  });

  it('needs no secret of auth', async () => {
    const other = await split('with another secret in todo', embedded, 'json-file').start({
      JWT_SECRET: 'the secret of auth, which todo does not have',
    });
    try {
      await other.stopTodo();
      other.env['JWT_SECRET'] = '';
      await other.restartTodo();
      const person = await Person.arrive(other);
      expect((await person.create('one')).status).toBe(201);
      expect(existsSync(`${other.folder}/.data/jwt-secret`)).toBe(false);
      expect(other.todoLog()).not.toContain('the secret of auth');
    } finally {
      await other.dispose();
    }
  });

  it('refuses a session in todo within the cache’s time after it was ended in auth', async () => {
    const person = await Person.arrive(system);
    expect((await person.list()).status).toBe(200);
    await person.auth('POST', 'auth/logout');
    expectProblem(await person.auth('GET', 'auth/session'), 'session_ended');
    const since = Date.now();
    await waitFor(
      async () => (await person.list()).status === 401,
      CACHE_MS + 1_000,
      () => 'todo to refuse the ended session',
    );
    expect(Date.now() - since).toBeLessThanOrEqual(CACHE_MS + 500);
  });

  it('passes request id and trace context on from todo to auth, into both logs', async () => {
    const person = await Person.arrive(system);
    const traceId = randomBytes(16).toString('hex');
    const headers = {
      'x-request-id': `walk-${traceId}`,
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      tracestate: 'vendor=value',
    };
    await send('GET', `${system.todoUrl}/api/v1/get/all`, { token: person.token, headers });
    const lines = (log: string) =>
      log
        .split('\n')
        .filter((line) => line.includes(traceId) && line.includes('"msg":"request"'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    await waitFor(
      () => lines(system.todoLog()).length > 0 && lines(system.authLog()).length > 0,
      5_000,
      () => 'the request in both logs',
    );
    const expected = { request_id: `walk-${traceId}`, trace_id: traceId };
    expect(lines(system.todoLog())[0]).toMatchObject({ ...expected, route: '/api/v1/get/all' });
    expect(lines(system.authLog())[0]).toMatchObject({
      ...expected,
      route: '/internal/v1/auth/session',
    });
  });

  it('begins a trace if the caller sends no valid one', async () => {
    const person = await Person.arrive(system);
    const id = randomBytes(8).toString('hex');
    await send('GET', `${system.todoUrl}/api/v1/get/all`, {
      token: person.token,
      headers: { 'x-request-id': id, traceparent: '00-zz' },
    });
    const traceIn = (log: string) =>
      new RegExp(`"request_id":"${id}","trace_id":"([0-9a-f]{32})"`).exec(log)?.[1];
    await waitFor(
      () => !!traceIn(system.authLog()) && !!traceIn(system.todoLog()),
      5_000,
      () => 'a trace in both logs',
    );
    expect(traceIn(system.todoLog())).toBe(traceIn(system.authLog()));
  });

  describe('the routes for services', () => {
    const ask = (headers: Record<string, string>, url = system.authUrl) =>
      send('POST', `${url}/internal/v1/auth/userByEmail`, { json: { input: 'a@b.co' }, headers });

    it('do not exist for users, with or without a token', async () => {
      const { token } = await Person.arrive(system);
      expectProblem(await ask({}), 'not_found');
      expectProblem(await ask({ token }), 'not_found');
      expectProblem(await ask({ authorization: `Bearer ${token}` }), 'not_found');
      const malformed = { raw: '{', headers: { 'content-type': 'application/json' } };
      const url = `${system.authUrl}/internal/v1/auth/userByEmail`;
      expectProblem(await send('POST', url, malformed), 'not_found');
      expectProblem(await send('POST', url, { raw: 'text' }), 'not_found');
      const get = await send('GET', `${system.authUrl}/internal/v1/auth/userByEmail`);
      expectProblem(get, 'not_found');
    });

    it('exist in apps/auth only', async () => {
      expectProblem(await ask({}, system.todoUrl), 'not_found');
    });
  });
});

it('runs todo over HTTP without loading anything of libs/auth, and in process with it', async () => {
  const { AppProcess } = await import('../support/app-process.js');
  const { openFolder } = await import('../topologies/folder.js');
  const folder = await openFolder();
  const loadedBy = async (env: NodeJS.ProcessEnv) => {
    const recording = `${folder.path}/${env['AUTH_TRANSPORT']}.txt`;
    const recorder = new URL('../support/record-modules.mjs', import.meta.url);
    const app = await AppProcess.start('todo', folder.path, {
      ...env,
      NODE_OPTIONS: `--import=${recorder.href}`,
      RECORD_MODULES_TO: recording,
    });
    expect(await app.stop()).toBe(0);
    const loaded = (await readFile(recording, 'utf8')).split('\n').filter((url) => url);
    return (await Promise.all(loaded.map(sourcesOf))).flat();
  };
  const overHttp = await loadedBy({ AUTH_TRANSPORT: 'http' });
  expect(overHttp.filter((source) => source.includes('/libs/todo/')).length).toBeGreaterThan(5);
  expect(overHttp.filter((source) => source.includes('/libs/auth/'))).toEqual([]);
  const inProcess = await loadedBy({ AUTH_TRANSPORT: 'in-process' });
  expect(inProcess.filter((source) => source.includes('/libs/auth/')).length).toBeGreaterThan(5);
  await folder.remove();
}, 60_000);
