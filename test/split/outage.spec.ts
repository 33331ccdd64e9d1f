import { generateKey } from '#glue/keys';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { Person } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';
import { embedded } from '../topologies/storage.js';
import { split, type SplitSystem } from '../topologies/split.js';

const BUDGET_MS = 1_000;
const SLACK_MS = 2_500;
/** The address of another process, which the public `/readyz` must not contain. */
const ADDRESS = /127\.0\.0\.1|localhost|:\d{4}/;

describe('split, while auth is unavailable', () => {
  let system: SplitSystem;
  beforeAll(async () => {
    system = await split('items in a JSON file', embedded, 'json-file').start();
  }, 60_000);
  afterAll(() => system.dispose());

  it('serves cached sessions, answers 503 to others, and recovers', async () => {
    const [known, unknown] = [await Person.arrive(system), await Person.arrive(system)];
    expect((await known.create('before')).status).toBe(201);
    await system.killAuth();

    expect((await known.create('meanwhile')).status).toBe(201);
    for (let i = 0; i < 30; i++) {
      const start = performance.now();
      const answer = await unknown.list();
      expectProblem(answer, 'auth_unavailable');
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(performance.now() - start).toBeLessThan(BUDGET_MS + SLACK_MS);
    }
    const ready = await send('GET', `${system.todoUrl}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.text).toContain('The auth service is unavailable.');
    expect(ready.text).not.toMatch(ADDRESS);

    await system.restartAuth();
    await waitFor(
      async () => (await unknown.list()).status === 200,
      5_000,
      () => 'todo to work again',
    );
    expect((await known.list()).body.pending.map(({ title }) => title)).toEqual([
      'before',
      'meanwhile',
    ]);
    await waitFor(
      async () =>
        (await send<Ready>('GET', `${system.todoUrl}/readyz`)).body.checks['auth'] === 'ok',
      5_000,
      () => 'todo to report auth as ok',
    );
  });
});

interface Ready {
  ready: boolean;
  checks: Record<string, string>;
}

describe('todo that starts without its auth', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let apps: AppProcess[] = [];
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    apps = [];
    await folder.remove();
  });

  const start = async (name: 'auth' | 'todo', env: NodeJS.ProcessEnv) => {
    const app = await AppProcess.start(name, folder.path, { TO_DO_STORE: 'json-file', ...env });
    apps.push(app);
    return app;
  };
  const ready = (app: AppProcess) => send<Ready>('GET', `${app.url}/readyz`);
  /** Not ready; the response says what to do, and the log has the reason. */
  const expectReason = async (app: AppProcess, url: string, cure: RegExp, reason = cure) => {
    const { status, body, text } = await ready(app);
    expect({ status, ready: body.ready }).toEqual({ status: 503, ready: false });
    expect(body.checks['auth']).toMatch(cure);
    expect(text).not.toMatch(ADDRESS);
    await waitFor(
      () => app.log.includes(`auth at ${url}`) && reason.test(app.log),
      5_000,
      () => 'the reason in the log',
    );
  };

  it('serves when auth starts later', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const todo = await start('todo', { AUTH_API_URL: `${url}/` });
    await expectReason(
      todo,
      url,
      /unavailable.*Check AUTH_API_URL/,
      /no connection: .*ECONNREFUSED/,
    );

    const auth = await start('auth', { PORT: `${port}` });
    await waitFor(
      async () => (await ready(todo)).status === 200,
      5_000,
      () => 'todo to be ready',
    );
    const system = { authUrl: auth.url, todoUrl: todo.url };
    expect((await (await Person.arrive(system)).create('code')).status).toBe(201);
  });

  it('reports the URL when the server there is not auth', async () => {
    const page = createServer((_, response) => response.end('<html>welcome</html>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const todo = await start('todo', { AUTH_API_URL: url });
    const reason = /body: .*Check AUTH_API_URL/;
    await expectReason(todo, url, /invalid response.*Check AUTH_API_URL/, reason).finally(() => {
      page.closeAllConnections();
      page.close();
    });
  });

  it('reports an auth that does not know its key', async () => {
    const auth = await start('auth', {});
    const todo = await start('todo', { AUTH_API_URL: auth.url, TODO_KEY: generateKey() });
    await expectReason(todo, auth.url, /does not know this service.*Check the keys of both/);
  });
});
