import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { loadContexts } from '#glue/context';
import { authContract } from '#auth-kernel';
import { mailContract } from '#mail-kernel';
import { brokenRequests, requestsTo } from '../e2e/secrets/secret-requests.js';
import { type Route, routesOf } from '../e2e/secrets/routes.js';
import { makeAccessToken, secretOf } from '../support/access-token.js';
import { AppProcess } from '../support/app-process.js';
import { Canaries } from '../support/canaries.js';
import { basic, send } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { Person } from '../support/person.js';
import { sendRaw } from '../support/raw-http.js';
import { testLength } from '../support/test-length.js';
import type { RunningSystem } from '../support/topology.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LIMIT_MS = 120_000;
const AT_ONCE = 8;
const FILE = 'calls.jsonl';
/** Of the requests to all routes one in so many is sent: of each route some. */
const SHARE = testLength({ short: 7, long: 1 });

/** All keys of a recording, and which texts each may have. */
const CALLS = [...Object.values(authContract.calls), ...Object.values(mailContract.calls)].map(
  ({ fullName }) => fullName,
);
const TEXTS: Record<string, RegExp> = {
  method: /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE)$/,
  status: /^[1-5]xx$/,
  call: new RegExp(`^(?:${CALLS.join('|')})$`),
  kind: /^(?:query|command)$/,
  binding: /^(?:in_process|http)$/,
  from: /^auth$/,
  service: /^(?:monolith|auth|todo)$/,
  version: /^[\w.-]+$/,
  node: /^v[\d.]+$/,
  startedAt: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
};
const NUMBERS = ['recording', 'at', 'ms', 'start', 'sent', 'received'];
const FLAGS = ['batched', 'inTransaction', 'reused', 'failed'];
const PARTS = ['calls', 'outside', 'contexts'];

/** Whatever is in a recording and should not. */
function strangers(value: unknown, routes: ReadonlySet<string>): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => strangers(each, routes));
  return Object.entries(value as object).flatMap(([key, each]: [string, unknown]) => {
    if (PARTS.includes(key)) return strangers(each, routes);
    if (NUMBERS.includes(key)) return typeof each === 'number' ? [] : [[key, each]];
    if (FLAGS.includes(key)) return each === true ? [] : [[key, each]];
    if (key === 'route') return routes.has(String(each)) ? [] : [[key, each]];
    return TEXTS[key]?.test(String(each)) ? [] : [[key, each]];
  });
}

async function sendSecrets(system: Addresses, canaries: Canaries): Promise<string[]> {
  const secrets: string[] = [];
  for (const url of new Set([system.authUrl, system.todoUrl])) {
    const { token } = await Person.arrive(system);
    secrets.push(...token.split('.').slice(1));
    const { token: accessToken } = await makeAccessToken(system.authUrl, token, ['items:read']);
    secrets.push(secretOf(accessToken));
    const ends = ({ path }: Route) => /logout|refresh/.test(path);
    const routes = (await routesOf(url)).filter(({ path }) => path.startsWith('/api/'));
    const requests = routes
      .sort((a, b) => Number(ends(b)) - Number(ends(a)))
      .flatMap((route) => requestsTo(route, canaries, token, accessToken))
      .filter((_, i) => i % SHARE === 0);
    const waiting = [...requests, ...brokenRequests(canaries)];
    const work = async () => {
      for (let each = waiting.pop(); each; each = waiting.pop()) await sendRaw(url, each);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  return secrets;
}

/** A user whose email, password, titles and friends are secrets. */
async function live(system: Addresses, canaries: Canaries): Promise<void> {
  const [email, friend, password] = [
    `${canaries.next()}@example.com`,
    `${canaries.next()}@example.com`,
    canaries.next(),
  ];
  const json = { password };
  const users = `${system.authUrl}/api/v1/users/create`;
  for (const each of [email, friend]) await send('POST', users, { json: { ...json, email: each } });
  const headers = { authorization: basic(email, password) };
  const login = await send<string>('POST', `${system.authUrl}/api/v1/auth/login`, { headers });
  const todo = (method: string, path: string, body?: object) =>
    send<{ pending: { id: number }[] }>(method, `${system.todoUrl}/api/v1/${path}`, {
      token: login.body,
      json: body,
    });
  const title = canaries.next();
  const created = await todo('POST', 'create', { title, status: 'PENDING' });
  const item = created.body.pending[0]!.id;
  expect((await todo('POST', `items/${item}/users`, { email: friend })).status).toBe(202);
  expect((await todo('GET', `items/${item}/users`)).status).toBe(200);
  expect((await todo('DELETE', `delete/${title}`)).status).toBe(200);
}

async function routesOfContexts(url: string): Promise<string[]> {
  const { body } = await send<{ paths: object }>('GET', `${url}/docs-json`);
  const paths = (await loadContexts(contexts)).flatMap((each) => each.paths);
  return Object.keys(body.paths)
    .map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'))
    .filter((route) => paths.some((path) => route.startsWith(path)));
}

type Addresses = Pick<RunningSystem, 'authUrl' | 'todoUrl'>;

/** What was sent to a system, and what its recording may name. */
async function sendAll(system: Addresses, canaries: Canaries) {
  const secrets = await sendSecrets(system, canaries);
  await live(system, canaries);
  const routes = await Promise.all([system.authUrl, system.todoUrl].map(routesOfContexts));
  return { secrets, routes: new Set(routes.flat()) };
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function expectNothing(canaries: Canaries, secrets: string[], routes: Set<string>, text: string) {
  expect(canaries.given).toBeGreaterThan(5_000);
  expect(canaries.foundIn(text)).toEqual([]);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  const lines = linesOf(text);
  expect(lines.length).toBeGreaterThan(700 / SHARE);
  expect(
    strangers(
      lines.map((line) => ({ ...line, contexts: [] })),
      routes,
    ),
  ).toEqual([]);
}

describe('a recording keeps out all that is sent', () => {
  const canaries = new Canaries();
  let folder: Folder;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());
  const recording = () => readFile(join(folder.path, FILE), 'utf8');

  it(
    'to one process',
    async () => {
      const app = await AppProcess.start('monolith', folder.path, { RECORD_CALLS: FILE });
      const system = { authUrl: app.url, todoUrl: app.url };
      const { secrets, routes } = await sendAll(system, canaries).finally(() => app.stop());
      const text = await recording();
      expectNothing(canaries, secrets, routes, text);
      expect(new Set(linesOf(text).flatMap(({ route }) => route ?? []))).toEqual(routes);
      expect(text).toMatch(
        /"route":.*"call":"auth\.userByEmail","kind":"query","binding":"in_process"/,
      );
    },
    LIMIT_MS,
  );

  it(
    'to a process that calls another one',
    async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const auth = await AppProcess.start('auth', folder.path, { PORT: `${port}` });
      const env = { AUTH_API_URL: url, RECORD_CALLS: FILE, SESSION_CACHE_MS: '0' };
      const todo = await AppProcess.start('todo', folder.path, env);
      const { secrets, routes } = await sendAll(
        { authUrl: auth.url, todoUrl: todo.url },
        canaries,
      ).finally(() => Promise.all([todo.stop(), auth.stop()]));
      const text = await recording();
      expectNothing(canaries, secrets, routes, text);
      expect(text).toMatch(/"route":.*"call":"auth\.session","kind":"query","binding":"http"/);
    },
    LIMIT_MS,
  );
});

it('two processes do not record to one file', async () => {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, { RECORD_CALLS: FILE });
  const env = { RECORD_CALLS: FILE, DATA_DIR: 'other' };
  const { code, output } = await AppProcess.fail('monolith', folder.path, env);
  expect([code, output]).toEqual([1, expect.stringContaining('another process records to it')]);
  await app.stop();
  await folder.remove();
}, 60_000);
