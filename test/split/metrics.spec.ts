import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { Canaries } from '../support/canaries.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { Scrape } from '../support/scrape.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

/** Handlers of events are counted every 10 s, on average. */
const LIMIT_MS = 60_000;
const CALLS = 'seam_contract_call_duration_seconds';
const REQUESTS = 'seam_http_request_duration_seconds';

const apps: AppProcess[] = [];
let folder: Awaited<ReturnType<typeof openFolder>>;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  await folder.remove();
});

async function start(name: string, env: NodeJS.ProcessEnv = {}) {
  const app = await AppProcess.start(name, folder.path, { INTERNAL_PORT: '0', ...env });
  apps.push(app);
  return { app, internalUrl: /internal routes at (http:\/\/[\d.:]+)/.exec(app.log)![1]! };
}

/** Waits until a scrape shows something: a scrape may be a second old. */
async function shows(url: string, what: string, condition: (scrape: Scrape) => boolean) {
  let last: Scrape | undefined;
  await waitFor(
    async () => condition((last = await Scrape.of(url))),
    LIMIT_MS,
    () => `${what} in\n${last?.text}`,
  );
  return last!;
}

/** The metrics of the product in docs/operations.md: name, type and labels. */
async function documented(): Promise<string[]> {
  const text = await readFile(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(seam_\w+)` +\| (\w+) +\| ([^|]*)\|/gm)];
  return rows.map(
    ([, name, type, labels]) => `${name} ${type} ${labels!.replace(/[`,]/g, '').trim()}`,
  );
}

/** The same of a process. */
function exported(scrape: Scrape): string[] {
  return [...scrape.types]
    .filter(([name]) => name.startsWith('seam_'))
    .map(([name, type]) => `${name} ${type} ${scrape.labelsOf(name).join(' ')}`);
}

it('two processes show what happens in both and between them', async () => {
  const auth = await start('auth');
  const todo = await start('todo', { AUTH_API_URL: auth.internalUrl });
  const addresses = { authUrl: auth.app.url, todoUrl: todo.app.url };
  const [person, unknown] = [await Person.arrive(addresses), await Person.arrive(addresses)];
  expect((await person.create('an item')).status).toBe(201);

  const atTodo = await shows(
    todo.internalUrl,
    'the calls and events',
    (scrape) =>
      scrape.labelsOf('seam_events_behind').length > 0 &&
      scrape.sum(`${CALLS}_count`, {
        contract: 'auth',
        call: 'session',
        binding: 'http',
        code: 'ok',
      }) > 0 &&
      scrape.sum(`${REQUESTS}_count`, { method: 'POST', status: '2xx' }) > 0,
  );
  expect(atTodo.sum('seam_contract_batch_size_count', { contract: 'auth' })).toBeGreaterThan(0);
  expect(atTodo.sum('seam_contract_circuit_open')).toBe(0);
  expect(atTodo.sum('seam_database_batch_size_count', { context: 'todo' })).toBeGreaterThan(0);
  expect(atTodo.sum('seam_database_connections', { context: 'todo' })).toBe(1);
  expect(atTodo.sum('seam_build_info', { contexts: 'todo', node: process.version })).toBe(1);
  const deletions = { context: 'todo', handler: 'auth:user.deleted' };
  for (const name of ['behind', 'oldest_seconds', 'stopped', 'parked', 'unknown'])
    expect(atTodo.sum(`seam_events_${name}`, deletions)).toBe(0);
  expect(atTodo.sum('seam_events_applied_total', { ...deletions, result: 'failed' })).toBe(0);
  const atAuth = await shows(
    auth.internalUrl,
    'the requests of todo',
    (scrape) => scrape.sum(`${REQUESTS}_count`, { route: '/internal/v1/auth/session' }) > 0,
  );
  expect(atAuth.sum('seam_database_connections_max', { context: 'auth' })).toBe(1);

  // auth and todo have no outbox, so its metrics have no series, and no labels.
  const withoutSeries = (row: string) =>
    row.startsWith('seam_outbox_') ? `${row.split(' ').slice(0, 2).join(' ')} ` : row;
  expect(exported(atTodo)).toEqual((await documented()).map(withoutSeries));
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'process_open_fds',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_heap_size_used_bytes',
    'nodejs_gc_duration_seconds',
  ])
    expect([...atTodo.types.keys()]).toContain(name);

  await auth.app.kill();
  for (let i = 0; i < 30; i++) expectProblem(await unknown.list(), 'auth_unavailable');
  await shows(
    todo.internalUrl,
    'an open circuit',
    (scrape) =>
      scrape.sum('seam_contract_circuit_open', { contract: 'auth' }) === 1 &&
      scrape.sum('seam_contract_retries_total', { contract: 'auth' }) > 0 &&
      scrape.sum(`${CALLS}_count`, { code: 'auth_unavailable' }) >= 30 &&
      scrape.sum(`${REQUESTS}_count`, { status: '5xx' }) >= 30,
  );
  expectProblem(await send('GET', `${todo.app.url}/metrics`), 'not_found');
}, 60_000);

it('a monolith shows its calls, and nothing that clients send', async () => {
  const { app, internalUrl } = await start('monolith');
  const canaries = new Canaries();
  const person = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
  const [title, path] = [canaries.next(), canaries.next()];
  expect((await person.create(title)).status).toBe(201);
  const headers = { 'x-request-id': canaries.next(), 'user-agent': canaries.next() };
  await send('GET', `${app.url}/api/v1/${path}?q=${canaries.next()}`, { headers });
  await send('DELETE', `${app.url}/api/v1/item/${path}`, { headers, token: person.token });
  await send('POST', `${app.url}/api/v1/users/create`, {
    json: { email: `${canaries.next()}@example.com`, password: canaries.next() },
  });
  await send('GET', `${app.url}/api/v1/auth/session`, {
    token: `${canaries.next()}.${canaries.next()}`,
  });
  const { text } = await shows(
    internalUrl,
    'the calls',
    (scrape) =>
      scrape.sum(`${CALLS}_count`, { binding: 'in_process', code: 'ok' }) > 0 &&
      scrape.sum(`${REQUESTS}_count`, { route: 'unknown' }) > 0 &&
      scrape.sum(`${REQUESTS}_count`, { status: '4xx' }) > 1,
  );
  expect(canaries.foundIn(text)).toEqual([]);
  for (const secret of [person.email, ...person.token.split('.'), '127.0.0.1'])
    expect(text).not.toContain(secret);
  expectProblem(await send('GET', `${app.url}/metrics`), 'not_found');
}, 60_000);
