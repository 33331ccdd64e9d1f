import { AppProcess } from '../support/app-process.js';
import { type Folder, openFolder } from '../topologies/folder.js';

/** The contexts of one process, by configuration. */
describe('CONTEXTS', () => {
  let folder: Folder;
  beforeAll(async () => {
    folder = await openFolder();
  });
  afterAll(() => folder.remove());

  it.each([
    ['an unknown context', { CONTEXTS: 'auth,mial' }, 'CONTEXTS: there is no context "mial"'],
    ['no context', { CONTEXTS: ',' }, 'CONTEXTS: names no context'],
    [
      'a context that it calls in production without an address',
      { CONTEXTS: 'todo', NODE_ENV: 'production', TRUSTED_PROXIES: 'none' },
      'AUTH_API_URL: is required where auth is called over HTTP',
    ],
    [
      'auth over HTTP where auth is hosted',
      { CONTEXTS: 'todo,auth', AUTH_TRANSPORT: 'http' },
      'AUTH_TRANSPORT: must be in-process here',
    ],
  ])('stops a start with %s', async (_, env, message) => {
    const { code, output } = await AppProcess.fail('monolith', folder.path, env);
    expect(code).toBe(1);
    expect(output).toContain(message);
  });

  it('stops a second process that owns the same embedded folder', async () => {
    const owner = await AppProcess.start('monolith', folder.path, { CONTEXTS: 'auth' });
    const { code, output } = await AppProcess.fail('monolith', folder.path, { CONTEXTS: 'auth' });
    expect(code).toBe(1);
    expect(output).toMatch(/DATA_DIR/);
    await owner.stop();
  });

  it('ignores an address that it does not need, with one line in the log', async () => {
    const AUTH_API_URL = 'http://127.0.0.1:1';
    const app = await AppProcess.start('monolith', folder.path, { AUTH_API_URL });
    expect(app.log.split('AUTH_API_URL is not used: auth runs in this process')).toHaveLength(2);
    await app.stop();
  });

  it('serves the page only where all contexts that it calls are hosted', async () => {
    const app = await AppProcess.start('monolith', folder.path, { CONTEXTS: 'auth' });
    expect((await fetch(app.url)).status).toBe(404);
    expect((await fetch(`${app.url}/api/v1/get/all`)).status).toBe(404);
    expect((await fetch(`${app.url}/api/v1/users/get`)).status).toBe(401);
    await app.stop();
  });
});
