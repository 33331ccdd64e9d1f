import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  empty,
  json,
  problem,
  ScriptedServer,
} from '../../../../libs/client/src/testing/scripted-server.suite.js';
import { COMMAND } from '../product.js';
import { TestWorld } from '../testing/test-world.suite.js';
import { addressOf } from './address.js';

const SESSION = json({ session: { id: 's1' }, token: 'a session' }, 201);
const TOKEN = json({ id: 't1', token: 'an access token', expires_at: '2027-02-28' }, 201);
const CHALLENGED = problem(401, 'second_factor_required', { challenge: 'c1' });

describe('a login', () => {
  let server: ScriptedServer;
  let test: TestWorld;
  beforeEach(async () => {
    [server, test] = await Promise.all([ScriptedServer.start(), TestWorld.make()]);
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });
  const stored = async () => JSON.parse(await readFile(test.configFile, 'utf8')) as object;
  const sent = () => server.received.map(({ method, url }) => `${method} ${url}`);
  const body = (i: number): unknown => JSON.parse(server.received[i]!.body);

  it('makes an access token, and ends its session', async () => {
    server.script(SESSION, TOKEN, empty(204));
    test.answers = [server.url, 'ada@example.com', 'a passphrase'];
    const { exit, stdout } = await test.run('login');
    expect([exit, stdout]).toEqual([0, `Logged in at ${server.url}, until 2027-02-28.\n`]);
    expect(test.questions).toEqual(['Address: ', 'Email: ', 'Password: (hidden)']);
    expect(sent()).toEqual([
      'POST /api/v2/account/sessions',
      'POST /api/v2/account/tokens',
      'DELETE /api/v2/account/sessions/s1',
    ]);
    expect(body(1)).toEqual({
      ...{ name: `${COMMAND} on here`, scopes: ['items:read', 'items:write'], expires_in_days: 90 },
    });
    expect(server.headers('token')).toEqual([undefined, 'a session', 'a session']);
    expect(await stored()).toEqual({
      ...{ url: server.url, email: 'ada@example.com', token: 'an access token', id: 't1' },
      expires_at: '2027-02-28',
    });
  });

  it('stores it for its user only', async () => {
    await mkdir(dirname(test.configFile), { mode: 0o755 });
    await writeFile(test.configFile, 'old', { mode: 0o644 });
    server.script(SESSION, TOKEN, empty(204));
    test.answers = ['a passphrase'];
    await test.run('login', '--url', server.url, '--email', 'ada@example.com');
    const modes = [dirname(test.configFile), test.configFile].map(async (path) =>
      ((await stat(path)).mode & 0o777).toString(8),
    );
    expect(await Promise.all(modes)).toEqual(['700', '600']);
  });

  it.each([
    ['123 456', { code: '123456' }],
    ['ABCD-EFGH', { recovery_code: 'ABCD-EFGH' }],
  ])('asks for a second factor: %s', async (answer, factor) => {
    server.script(CHALLENGED, SESSION, TOKEN, empty(204));
    test.answers = ['a passphrase', answer];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    expect(await test.run(...argv)).toMatchObject({ exit: 0 });
    expect(body(1)).toEqual({ challenge: 'c1', ...factor });
  });

  it('stores nothing if it is refused', async () => {
    server.script(problem(401, 'invalid_credentials'));
    test.answers = ['wrong'];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    expect(await test.run(...argv)).toMatchObject({ exit: 1 });
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('takes an access token from stdin', async () => {
    server.script(json({ items: [], next_cursor: null }));
    test.files = { '-': 'a-token\n' };
    expect(await test.run('login', '--url', server.url, '--token-stdin')).toMatchObject({
      exit: 0,
    });
    expect([test.questions, await stored()]).toEqual([[], { url: server.url, token: 'a-token' }]);
    expect(server.headers('token')).toEqual(['a-token']);
  });

  it('ends with the token at the server, and here', async () => {
    server.script(SESSION, TOKEN, empty(204));
    test.answers = ['a passphrase', 'a passphrase'];
    await test.run('login', '--url', server.url, '--email', 'ada@example.com');
    server.script(SESSION, empty(204));
    expect(await test.run('logout')).toMatchObject({ exit: 0, stdout: 'Logged out.\n' });
    expect(sent().slice(3)).toEqual([
      'POST /api/v2/account/sessions',
      'DELETE /api/v2/account/tokens/t1',
      'DELETE /api/v2/account/sessions/s1',
    ]);
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('stays if the token could not be deleted', async () => {
    server.script(SESSION, TOKEN, empty(204));
    test.answers = ['a passphrase', 'wrong'];
    await test.run('login', '--url', server.url, '--email', 'ada@example.com');
    server.script(problem(401, 'invalid_credentials'));
    expect(await test.run('logout')).toMatchObject({ exit: 1 });
    expect(await stored()).toMatchObject({ id: 't1' });
    expect(await test.run('logout', '--forget')).toMatchObject({ exit: 0 });
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it.each([
    ['https://todo.example.com/', 'https://todo.example.com'],
    ['todo.example.com/app/', 'https://todo.example.com/app'],
    ['http://127.0.0.1:8001', 'http://127.0.0.1:8001'],
    ['http://[::1]:8001', 'http://[::1]:8001'],
  ])('is at %s', (text, address) => {
    expect(addressOf(text, false)).toBe(address);
  });

  it.each(['', 'ftp://a', 'https://u:p@a', 'https://a/?b', 'http://todo.example.com'])(
    'is not at %j',
    (text) => {
      expect(() => addressOf(text, false)).toThrow(/no address|HTTP would show/);
    },
  );

  it('is over HTTP if that is wanted', () => {
    expect(addressOf('http://todo.example.com', true)).toBe('http://todo.example.com');
  });
});
