import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  cut,
  empty,
  json,
  problem,
  ScriptedServer,
} from '../../../../libs/client/src/testing/scripted-server.suite.js';
import { COMMAND } from '../product.js';
import { TestWorld } from '../testing/test-world.suite.js';
import { addressOf } from './address.js';
import { writeLogin } from './config-file.js';

const SESSION = json({ session: { id: 's1' }, token: 'a session' }, 201);
const TOKEN = json({ id: 't1', token: 'an-access-token', expires_at: '2027-02-28' }, 201);
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
      ...{ url: server.url, email: 'ada@example.com', token: 'an-access-token', id: 't1' },
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

  it('deletes the token of the login before, in the same session', async () => {
    test.answers = ['a passphrase', 'a passphrase'];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    server.script(SESSION, TOKEN, empty(204));
    await test.run(...argv);
    const second = json({ id: 't2', token: 'another', expires_at: '2027-02-28' }, 201);
    server.script(SESSION, second, empty(204), empty(204));
    expect(await test.run(...argv)).toMatchObject({ exit: 0, stderr: '' });
    expect(sent().slice(4)).toEqual([
      'POST /api/v2/account/tokens',
      'DELETE /api/v2/account/tokens/t1',
      'DELETE /api/v2/account/sessions/s1',
    ]);
    expect(await stored()).toMatchObject({ id: 't2', token: 'another' });
  });

  it('says that the token of a login elsewhere stays valid', async () => {
    const before = { url: 'https://a.example', email: 'ada@example.com', id: 't0', token: 'x' };
    await writeLogin(test.configFile, { ...before, expires_at: '2027-01-01' });
    server.script(SESSION, TOKEN, empty(204));
    test.answers = ['a passphrase'];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    const { exit, stderr } = await test.run(...argv);
    expect([exit, stderr]).toEqual([
      0,
      expect.stringContaining('at https://a.example stays valid until 2027-01-01'),
    ]);
    expect(sent()).toHaveLength(3);
  });

  it('asks nothing if it could not be stored', async () => {
    await writeFile(test.configFile.replace(/\/settings.*/, '/settings'), '');
    expect(await test.run('login')).toMatchObject({ exit: 2, stdout: '' });
    expect([test.questions, server.received]).toEqual([[], []]);
  });

  it('deletes its token if it cannot be stored all the same', async () => {
    const folder = dirname(test.configFile);
    server.script(
      SESSION,
      (response, received) => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, '');
        TOKEN(response, received);
      },
      empty(204),
    );
    test.answers = ['a passphrase'];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    expect(await test.run(...argv)).toMatchObject({ exit: 2, stdout: '' });
    expect(sent().slice(2)).toEqual([
      'DELETE /api/v2/account/tokens/t1',
      'DELETE /api/v2/account/sessions/s1',
    ]);
  });

  it('stores no answer without an access token', async () => {
    server.script(SESSION, json({}), empty(204));
    test.answers = ['a passphrase'];
    const argv = ['login', '--url', server.url, '--email', 'ada@example.com'];
    expect(await test.run(...argv)).toMatchObject({ exit: 1, stdout: '' });
    await expect(stored()).rejects.toThrow('ENOENT');
    expect(sent().at(-1)).toBe('DELETE /api/v2/account/sessions/s1');
  });

  it('takes no access token of another program', async () => {
    server.script(json({}));
    test.files = { '-': 'a-token\n' };
    const { exit, stderr } = await test.run('login', '--url', server.url, '--token-stdin');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('Is the address right?')]);
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('asks for an access token at a terminal, hidden', async () => {
    server.script(json({ items: [], next_cursor: null }));
    test.world = { isAtTerminal: true };
    test.answers = ['a-token'];
    await test.run('login', '--url', server.url, '--token-stdin');
    expect(test.questions).toEqual(['Access token: (hidden)']);
    expect(await stored()).toMatchObject({ token: 'a-token' });
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

  it('ends here if the server cannot be reached, and if the file cannot be understood', async () => {
    const settings = { url: server.url, email: 'ada@example.com', id: 't1', token: 'x' };
    await writeLogin(test.configFile, settings);
    server.script(cut);
    test.answers = ['a passphrase'];
    const { exit, stderr } = await test.run('logout');
    expect([exit, stderr]).toEqual([4, expect.stringContaining('--forget deletes')]);
    await writeFile(test.configFile, '{');
    expect(await test.run('logout', '--forget')).toMatchObject({ stdout: 'Logged out.\n' });
    expect(await test.run('logout', '--forget')).toMatchObject({
      ...{ exit: 0, stdout: 'You were not logged in.\n' },
    });
  });

  it.each([
    ['https://todo.example.com/', 'https://todo.example.com'],
    ['todo.example.com/app/', 'https://todo.example.com/app'],
    ['http://127.0.0.1:8001', 'http://127.0.0.1:8001'],
    ['localhost:8001', 'http://localhost:8001'],
    ['[::1]:8001/a', 'http://[::1]:8001/a'],
    ['http://[::1]:8001', 'http://[::1]:8001'],
  ])('is at %s', (text, address) => {
    expect(addressOf(text, false)).toBe(address);
  });

  it.each([
    '',
    'ftp://a',
    'https://u:p@a',
    'https://:p@a',
    'https://a/?b',
    'http://todo.example.com',
  ])('is not at %j', (text) => {
    expect(() => addressOf(text, false)).toThrow(/no address|HTTP would show/);
  });

  it('is over HTTP if that is wanted', () => {
    expect(addressOf('http://todo.example.com', true)).toBe('http://todo.example.com');
  });
});
