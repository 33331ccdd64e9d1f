import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { PRODUCTION_DATA_KEY } from '../support/production-data-key.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';

const SECRET = 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG';

/**
 * A fresh working directory for each test, and one DATA_DIR for all: creating databases takes
 * seconds.
 */
let folder: string;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'test-data-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = (app: string, env: NodeJS.ProcessEnv = {}) =>
  AppProcess.start(app, folder, { DATA_DIR: dataDir, ...env });

/** The messages to an operator for invalid settings: the variable, the reason and the cure. */
describe('a start that fails', () => {
  const explain = async (env: NodeJS.ProcessEnv, app = 'monolith'): Promise<string> => {
    const { code, output } = await AppProcess.fail(app, folder, { DATA_DIR: dataDir, ...env });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`seam ${app} cannot start\\.`));
    expect(output).not.toMatch(/\n\s+at |"stack"/); // a message, no stack
    return output;
  };

  it('reports all invalid variables at once', async () => {
    const output = await explain({
      NODE_ENV: 'prod',
      PORT: '70000',
      INTERNAL_PORT: '-1',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      CORS_ORIGINS: 'example.com',
      AUTH_DB_URL: 'mysql://root:hunter2@localhost/auth',
      TO_DO_DB_URL: 'nonsense-with-hunter2',
      AUTH_MAX_CONNECTIONS: '0',
      TO_DO_MAX_CONNECTIONS: 'ten',
      AUTH_HASH_PARALLELISM: '-1',
      SESSION_IDLE_MINUTES: '0',
      SESSION_MAX_HOURS: 'forever',
      TO_DO_STORE: 'mongo',
      AUTH_TRANSPORT: 'http',
    });
    const named = [...output.matchAll(/^ {2}([A-Z_]+): must be /gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([
      'AUTH_DB_URL',
      'AUTH_HASH_PARALLELISM',
      'AUTH_MAX_CONNECTIONS',
      'AUTH_TRANSPORT',
      'CORS_ORIGINS',
      'INTERNAL_PORT',
      'LOG_FORMAT',
      'LOG_LEVEL',
      'NODE_ENV',
      'PORT',
      'SESSION_IDLE_MINUTES',
      'SESSION_MAX_HOURS',
      'TO_DO_DB_URL',
      'TO_DO_MAX_CONNECTIONS',
      'TO_DO_STORE',
    ]);
    expect(output).not.toContain('hunter2');
  });

  it.each([
    ['is missing', undefined, 'JWT_SECRET: is required'],
    ['is short', SECRET.slice(1), 'JWT_SECRET: is shorter than 32 bytes'],
    [
      'is an example',
      'this-is-my-secret-this-is-my-secret',
      'JWT_SECRET: looks like a known example',
    ],
  ])('requires a secret in production, and refuses one that %s', async (_, secret, message) => {
    const output = await explain({
      NODE_ENV: 'production',
      TRUSTED_PROXIES: 'none',
      ...(secret && { JWT_SECRET: secret }),
    });
    expect(output).toContain(message);
    expect(output).toContain('openssl rand');
    expect(output).toContain(
      'DATA_KEY: is required when NODE_ENV=production: it seals the secrets of',
    );
    if (secret) expect(output).not.toContain(secret);
  });

  it('requires a mail server in production, unless it hosts no mail', async () => {
    const production = { NODE_ENV: 'production', TRUSTED_PROXIES: 'none', JWT_SECRET: SECRET };
    expect(await explain(production)).toMatch(
      /MAIL_URL: is required when NODE_ENV=production[.] Set it to your mail server, .*CONTEXTS/,
    );
    expect(await explain(production)).toMatch(/PUBLIC_URL: is required .* such as https:/);
    const without = { ...production, ...PRODUCTION_KEYS, CONTEXTS: 'auth,todo' };
    const app = await start('monolith', without);
    expect(await app.stop()).toBe(0);
  });

  it.each(['development', 'test'])('refuses a short secret in %s, too', async (NODE_ENV) => {
    const output = await explain({ NODE_ENV, JWT_SECRET: 'hunter2', JWT_SECRET_PREVIOUS: 'a' });
    expect(output).toContain('JWT_SECRET: is shorter than 32 bytes');
    expect(output).toContain('JWT_SECRET_PREVIOUS: is shorter than 32 bytes');
    expect(output).not.toContain('hunter2');
  });

  it('names the variable of a database that does not answer, without its password', async () => {
    const url = 'postgres://admin:hunter2@127.0.0.1:1/auth';
    const output = await explain({ AUTH_DB_URL: url });
    expect(output).toContain('AUTH_DB_URL: no connection to PostgreSQL: connect ECONNREFUSED');
    expect(output).not.toContain('hunter2');
  });

  it.each(['PORT', 'INTERNAL_PORT'])(
    'names the taken %s, and prints nothing else',
    async (name) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const env = { [name]: `${port}`, DATA_DIR: join(folder, 'data') };
      const output = await explain(env).finally(() => other.close());
      expect(output.trimEnd().split('\n')).toEqual([
        'seam monolith cannot start.',
        expect.stringMatching(`^${name}: ${port} on 127.0.0.1 is taken by another process`),
      ]);
      expect(existsSync(join(folder, 'data', 'auth'))).toBe(false); // no database was opened
    },
  );

  it('names an address that is not of this machine', async () => {
    expect(await explain({ HOST: '192.0.2.1' })).toContain(
      'HOST: 192.0.2.1 is not an address of this',
    );
  });

  it('refuses an internal host without an internal port', async () => {
    expect(await explain({ INTERNAL_HOST: '127.0.0.2' })).toContain(
      'INTERNAL_HOST: is of no effect without INTERNAL_PORT. Set that too',
    );
  });

  it('refuses an impossible data folder', async () => {
    await writeFile(join(folder, 'file'), '');
    const output = await explain({ DATA_DIR: join(folder, 'file', 'data') });
    expect(output).toMatch(/DATA_DIR: .*cannot be/);
  });

  it.each([
    ['DATA_DIR', 'its data key', { JWT_SECRET: SECRET }, '/proc/nope'],
    ['DATA_DIR', 'its secret', PRODUCTION_DATA_KEY, '/proc/nope'],
    [
      'DATA_DIR',
      'its databases',
      { JWT_SECRET: SECRET, ...PRODUCTION_DATA_KEY },
      '/proc/nope/data',
    ],
    ['JSON_STORE_PATH', 'its file', { TO_DO_STORE: 'json-file' }, '/proc/nope/tasks.json'],
  ])('refuses a %s in which %s cannot be created', async (name, _what, env, path) => {
    const output = await explain({ ...env, [name]: path });
    expect(output).toMatch(new RegExp(`${name}: .*/proc/nope.*ENOENT: .*, mkdir '/proc/nope'`));
    expect(output).toMatch(new RegExp(`writable, .*set ${name} to another`));
  });

  it('refuses a .env that is a folder', async () => {
    await mkdir(join(folder, '.env'));
    const output = await explain({});
    expect(output).toContain(`${join(folder, '.env')} cannot be read: `);
    expect(output).toContain('Make it a file that this user may read, or remove it.');
  });

  it('reads a .env that is a named pipe, once', async () => {
    const pipe = join(folder, '.env');
    execFileSync('mkfifo', [pipe]);
    const written = writeFile(pipe, 'DATA_DIR=from-pipe\n');
    const app = await AppProcess.start('monolith', folder, {});
    await written;
    expect(await app.stop()).toBe(0);
    expect(existsSync(join(folder, 'from-pipe'))).toBe(true);
  });

  it('refuses a second process on the same embedded databases, without effect on the first', async () => {
    const first = await start('monolith');
    const output = await explain({});
    expect(output).toMatch(/DATA_DIR: the embedded database in .* is open in another process/);
    expect((await send('GET', `${first.url}/readyz`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
  });

  it('refuses a damaged items file, and does not change it', async () => {
    const path = join(folder, 'tasks.json');
    await writeFile(path, '{"version":1,');
    const output = await explain({ TO_DO_STORE: 'json-file' });
    expect(output).toContain(`JSON_STORE_PATH: ${path} is not an items file`);
    expect(await readFile(path, 'utf8')).toBe('{"version":1,');
  });

  it('refuses a second process on the same items file', async () => {
    const first = await start('monolith', { TO_DO_STORE: 'json-file' });
    const output = await explain({ TO_DO_STORE: 'json-file', DATA_DIR: 'elsewhere' });
    expect(output).toMatch(/JSON_STORE_PATH: .*tasks\.json is open in another process/);
    expect(await first.stop()).toBe(0);
  });
});

describe('a start that succeeds', () => {
  it('reads a .env file, which the environment overrides', async () => {
    await writeFile(join(folder, '.env'), 'DATA_DIR=from-file\nLOG_LEVEL=loud\nTO_DO_STORE=\n');
    const app = await AppProcess.start('monolith', folder, { LOG_LEVEL: 'info' });
    expect(await app.stop()).toBe(0);
    expect(await readFile(join(folder, 'from-file', 'jwt-secret'), 'utf8')).toHaveLength(64);
  });

  it('runs in production with a secret, and allows no page of another origin by default', async () => {
    const app = await start('monolith', {
      ...PRODUCTION_MAIL,
      NODE_ENV: 'production',
      JWT_SECRET: SECRET,
      TRUSTED_PROXIES: 'none',
    });
    const answer = await send('GET', `${app.url}/api/v1/get/all`, {
      headers: { origin: 'http://localhost:3000' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(app.log).not.toContain(SECRET);
    expect(await app.stop()).toBe(0);
  });

  it.each<[string, string, number]>([
    ['auth', '/api/v1/get/all', 404],
    ['auth', '/api/v1/users/get', 401],
    ['todo', '/api/v1/get/all', 401],
    ['todo', '/api/v1/auth/login', 404],
  ])('runs %s alone: %s answers %i', async (name, path, status) => {
    const app = await start(name);
    expect((await send('GET', `${app.url}${path}`)).status).toBe(status);
    expect(await app.stop()).toBe(0);
  });
});
