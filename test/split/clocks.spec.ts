import { send } from '../support/client.js';
import { AppProcess } from '../support/app-process.js';
import { Person } from '../support/person.js';
import { openFolder } from '../topologies/folder.js';

/** Makes the clock of a process differ. */
function clockAhead(seconds: number): NodeJS.ProcessEnv {
  const code = `
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...args) {
        args.length > 0 ? super(...args) : super(Real.now() + ${seconds * 1_000});
      }
      static now() {
        return Real.now() + ${seconds * 1_000};
      }
    };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
}

interface Ready {
  ready: boolean;
  checks: Record<string, string>;
}

describe('two processes whose clocks differ', () => {
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

  const start = async (ahead: { auth: number; todo: number }) => {
    const auth = await AppProcess.start('auth', folder.path, clockAhead(ahead.auth));
    apps.push(auth);
    const env = { AUTH_API_URL: auth.url, TO_DO_STORE: 'json-file', ...clockAhead(ahead.todo) };
    const todo = await AppProcess.start('todo', folder.path, env);
    apps.push(todo);
    const { body } = await send<Ready>('GET', `${todo.url}/readyz`);
    return { authUrl: auth.url, todoUrl: todo.url, readiness: body };
  };

  it.each([
    ['of auth is 25 s ahead', { auth: 25, todo: 0 }, /is 2[4-6] s ahead of ours/],
    ['of todo is 25 s ahead', { auth: 0, todo: 25 }, /is 2[4-6] s behind ours/],
  ])('work while that %s, with a note in /readyz', async (_, ahead, note) => {
    const { readiness, ...system } = await start(ahead);
    expect(readiness).toMatchObject({ ready: true, checks: { auth: expect.stringMatching(note) } });
    expect((await (await Person.arrive(system)).create('in time')).status).toBe(201);
  });

  it.each([
    ['of auth is 40 s ahead', { auth: 40, todo: 0 }, /is (39|40|41) s ahead of ours.*NTP/],
    ['of todo is 40 s ahead', { auth: 0, todo: 40 }, /is (39|40|41) s behind ours.*NTP/],
  ])('are not ready while that %s, and /readyz says so', async (_, ahead, reason) => {
    const { readiness } = await start(ahead);
    expect(readiness).toMatchObject({
      ready: false,
      checks: { auth: expect.stringMatching(reason) },
    });
  });
});
