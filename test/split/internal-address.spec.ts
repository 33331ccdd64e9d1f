import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { openFolder } from '../topologies/folder.js';

const READY =
  /ready: API described at http:\/\/localhost(:\d+)\/docs, internal routes at (http:\/\/[\d.:]+)/;

/** auth serves what todo asks it at an address of its own. */
describe('an auth process with INTERNAL_PORT', () => {
  const apps: AppProcess[] = [];
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let auth: AppProcess;
  let internalUrl: string;

  beforeAll(async () => {
    folder = await openFolder();
    auth = await start('auth', { INTERNAL_PORT: '0' });
    const [, port, internal] = READY.exec(auth.log)!;
    expect(`http://127.0.0.1${port}`).toBe(auth.url);
    internalUrl = internal!;
  }, 60_000);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await folder.remove();
  });

  const start = async (app: string, env: NodeJS.ProcessEnv) => {
    const started = await AppProcess.start(app, folder.path, { TO_DO_STORE: 'json-file', ...env });
    apps.push(started);
    return started;
  };

  it('answers another process there', async () => {
    const todo = await start('todo', { AUTH_API_URL: internalUrl });
    const person = await Person.arrive({ authUrl: auth.url, todoUrl: todo.url });
    expect((await person.list()).status).toBe(200);
  }, 60_000);

  it('answers users at its public address only', async () => {
    const login = (url: string) => send('GET', `${url}/api/v1/auth/session`);
    expectProblem(await login(auth.url), 'unauthenticated');
    expectProblem(await login(internalUrl), 'not_found');
  });

  it('answers no other process at its public address', async () => {
    const todo = await start('todo', { AUTH_API_URL: auth.url, JSON_STORE_PATH: 'other.json' });
    const person = await Person.arrive({ authUrl: auth.url, todoUrl: todo.url });
    expect((await person.list()).status).not.toBe(200);
    const { status, body } = await send<{ checks: object }>('GET', `${todo.url}/readyz`);
    expect([status, body.checks]).toMatchObject([
      503,
      { auth: expect.stringContaining('AUTH_API_URL') },
    ]);
  }, 60_000);

  it('stops with both addresses', async () => {
    expect(await auth.stop()).toBe(0);
    for (const url of [auth.url, internalUrl])
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
