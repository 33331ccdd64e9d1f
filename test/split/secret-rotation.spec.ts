import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { freePort } from '../support/free-port.js';
import { Person } from '../support/person.js';
import { openFolder } from '../topologies/folder.js';

const OLD = { JWT_SECRET: 'the old key of this test, 32 bytes and more' };
const NEW = { JWT_SECRET: 'the new key of this test, 32 bytes and more' };
const OLD_THEN_NEW = { ...OLD, JWT_SECRET_PREVIOUS: NEW.JWT_SECRET };
const NEW_THEN_OLD = { ...NEW, JWT_SECRET_PREVIOUS: OLD.JWT_SECRET };

describe('a secret that is rotated, one process after the other', () => {
  const apps = new Map<string, AppProcess>();
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let ports: { auth: string; todo: string };

  beforeAll(async () => {
    folder = await openFolder();
    ports = { auth: `${await freePort()}`, todo: `${await freePort()}` };
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...apps.values()].map((app) => app.stop()));
    await folder.remove();
  });

  const restart = async (name: keyof typeof ports, secrets: NodeJS.ProcessEnv) => {
    await apps.get(name)?.stop();
    const env = {
      PORT: ports[name],
      AUTH_API_URL: `http://127.0.0.1:${ports.auth}`,
      TO_DO_STORE: 'json-file',
      SESSION_CACHE_MS: '0',
      ...secrets,
    };
    apps.set(name, await AppProcess.start(name, folder.path, env));
  };
  const system = () => ({ authUrl: apps.get('auth')!.url, todoUrl: apps.get('todo')!.url });
  const isLoggedIn = async (person: Person) => {
    expect((await person.list()).status).toBe(200);
    expect((await person.auth('GET', 'auth/session')).status).toBe(200);
  };

  it('logs no user out, and ends tokens of the old secret when it is removed', async () => {
    await restart('auth', OLD);
    await restart('todo', OLD);
    const old = await Person.arrive(system());
    await isLoggedIn(old);

    let newest = old;
    for (const secrets of [OLD_THEN_NEW, NEW_THEN_OLD]) {
      for (const name of ['todo', 'auth'] as const) {
        await restart(name, secrets);
        await isLoggedIn(old);
        newest = await Person.arrive(system());
        await isLoggedIn(newest);
      }
    }

    await restart('todo', NEW);
    await restart('auth', NEW);
    await isLoggedIn(newest);
    expectProblem(await old.list(), 'unauthenticated');
    expectProblem(await old.auth('GET', 'auth/session'), 'unauthenticated');
  }, 120_000);
});
