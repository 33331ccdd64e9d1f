import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createClient } from 'redis';
import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { basic, send } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { PASSWORD as PASSPHRASE, Person } from '../support/person.js';
import { RedisServer } from '../support/redis-server.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const PASSWORD = 'hunter2-of-redis';
/** A command may take a second; what a request adds stays far below another one. */
const FAST_MS = 2_000;
/** Housekeeping runs at least every 15 s. */
const HOUSEKEEPING_MS = 20_000;

/** The behaviour for users and operators while the Redis of the sessions is unavailable. */
describe('sessions in Redis', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let redis: RedisServer | undefined;
  let app: AppProcess | undefined;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(async () => {
    await app?.stop();
    await redis?.kill();
    [app, redis] = [undefined, undefined];
    await folder.remove();
  });

  const variables = (url: string) => ({
    CACHE_API_URL: url,
    TO_DO_STORE: 'json-file',
    SESSION_STALE_IF_ERROR_MS: '0',
    SESSION_CACHE_MS: '0',
  });
  const start = async (url: string, env: NodeJS.ProcessEnv = {}) =>
    (app = await AppProcess.start('monolith', folder.path, { ...variables(url), ...env }));
  const arrive = ({ url }: AppProcess) => Person.arrive({ authUrl: url, todoUrl: url });

  const untilEnded = (session: () => Promise<{ status: number }>) =>
    waitFor(
      async () => (await session()).status === 401,
      HOUSEKEEPING_MS,
      () => 'the session to end',
    );

  it('refuse the start while it does not answer, with its address and without its password', async () => {
    const port = await freePort();
    const url = `redis://someone:${PASSWORD}@127.0.0.1:${port}`;
    const { code, output } = await AppProcess.fail('auth', folder.path, variables(url));
    expect(code).toBe(1);
    expect(output).toContain(`CACHE_API_URL: no connection to Redis at 127.0.0.1:${port}`);
    expect(output).not.toContain(PASSWORD);
  });

  it('refuse the start when the password is wrong, without repeating it', async () => {
    redis = await RedisServer.start('--requirepass', 'another');
    const url = `redis://:${PASSWORD}@127.0.0.1:${redis.port}`;
    const { code, output } = await AppProcess.fail('auth', folder.path, variables(url));
    expect(code).toBe(1);
    expect(output).toMatch(/CACHE_API_URL: no connection to Redis at .*WRONGPASS/);
    expect(output).not.toContain(PASSWORD);
  });

  it('accept a password in the URL, and never log it', async () => {
    redis = await RedisServer.start('--requirepass', PASSWORD);
    const running = await start(`redis://:${PASSWORD}@127.0.0.1:${redis.port}`, {
      LOG_LEVEL: 'trace',
    });
    const person = await arrive(running);
    expect((await person.list()).status).toBe(200);
    await redis.kill();
    expectProblem(await person.list(), 'session_store_unavailable');
    expect(running.log).not.toContain(PASSWORD);
  });

  it('use TLS with rediss://', async () => {
    const certificate = join(folder.path, 'redis.crt');
    const key = join(folder.path, 'redis.key');
    execFileSync(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout ${key} -out ${certificate}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    const tlsPort = await freePort();
    redis = await RedisServer.start(
      ...['--tls-port', `${tlsPort}`, '--tls-auth-clients', 'no', '--requirepass', PASSWORD],
      ...['--tls-cert-file', certificate, '--tls-key-file', key],
    );
    const running = await start(`rediss://:${PASSWORD}@127.0.0.1:${tlsPort}`, {
      NODE_EXTRA_CA_CERTS: certificate,
    });
    expect((await (await arrive(running)).list()).status).toBe(200);
    expect(running.log).not.toContain(PASSWORD);
  });

  it('of a user who is deleted while none can be ended, end as soon as they can', async () => {
    redis = await RedisServer.start();
    const url = `redis://127.0.0.1:${redis.port}`;
    const person = await arrive(await start(url));
    const session = () => person.auth('GET', 'auth/session');

    await allowScripts(url, false); // sessions of a user are ended by one command
    expect((await person.deleteAccount()).status).toBe(200);
    expect((await session()).status).toBe(200);
    await allowScripts(url, true);
    await untilEnded(session);
  });

  it('of a user who is deleted right before a crash, end soon after the next start', async () => {
    redis = await RedisServer.start();
    const url = `redis://127.0.0.1:${redis.port}`;
    const crashing = await start(url);
    const person = await arrive(crashing);
    await allowScripts(url, false);
    expect((await person.deleteAccount()).status).toBe(200);
    await crashing.kill();

    const restarted = await start(url); // which does not wait for it
    const session = () =>
      send('GET', `${restarted.url}/api/v1/auth/session`, {
        headers: { authorization: `Bearer ${person.token}` },
      });
    expect((await session()).status).toBe(200);
    await allowScripts(url, true);
    await untilEnded(session);
  }, 60_000);

  it.each(['is killed', 'hangs'])(
    'fail fast with 503 while it %s, and recover by themselves',
    async (how) => {
      redis = await RedisServer.start('--appendonly', 'yes', '--dir', folder.path);
      const running = await start(`redis://127.0.0.1:${redis.port}`);
      const person = await arrive(running);
      expect((await person.list()).status).toBe(200);

      if (how === 'hangs') redis.freeze();
      else await redis.kill();
      for (let i = 0; i < 5; i++) {
        const since = performance.now();
        const answer = await person.list();
        expectProblem(answer, 'session_store_unavailable');
        expect(answer.headers.get('retry-after')).toBe('1');
        expect(performance.now() - since).toBeLessThan(FAST_MS);
      }
      const ready = await send('GET', `${running.url}/readyz`);
      expect(ready).toMatchObject({ status: 503, body: { ready: false } });
      expect(ready.text).toContain('session_store');

      if (how === 'hangs') redis.thaw();
      else await redis.restart();
      await waitFor(
        async () => (await person.list()).status === 200,
        10_000,
        () => 'sessions to work again',
      );
      expect((await send('GET', `${running.url}/readyz`)).status).toBe(200);
    },
    60_000,
  );

  it.each([
    ['is a replica', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE'], 'READONLY'],
    ['has no memory left', maxMemory('1'), maxMemory('0'), 'OOM'],
  ])(
    'make a process not ready while Redis %s, with the reason in the log',
    async (_, begin, end, code) => {
      redis = await RedisServer.start();
      const running = await start(`redis://127.0.0.1:${redis.port}`);
      const ready = () => send('GET', `${running.url}/readyz`);
      expect((await ready()).status).toBe(200);
      const { email } = await arrive(running);
      const headers = { authorization: basic(email, PASSPHRASE) };
      const logIn = () => send('POST', `${running.url}/api/v1/auth/login`, { headers });

      await command(redis, begin);
      expectProblem(await logIn(), 'session_store_unavailable');
      expect(await ready()).toMatchObject({
        status: 503,
        body: { ready: false, checks: { session_store: 'read_only' } },
      });
      await waitFor(
        () => running.log.includes(`session_store is not ready: read_only (${code} `),
        5_000,
        () => `the reason in the log: ${running.log}`,
      );

      await command(redis, end);
      expect((await ready()).status).toBe(200);
      expect((await logIn()).status).toBe(200);
    },
    60_000,
  );
});

function maxMemory(bytes: string): string[] {
  return ['CONFIG', 'SET', 'maxmemory', bytes];
}

async function command({ port }: RedisServer, words: string[]): Promise<void> {
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  await client.connect();
  await client.sendCommand(words);
  client.destroy();
}

async function allowScripts(url: string, isAllowed: boolean): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  await client.aclSetUser('default', isAllowed ? '+eval' : '-eval');
  client.destroy();
}
