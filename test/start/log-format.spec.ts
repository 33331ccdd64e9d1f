import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

/** The log of a whole process. */
describe('the log in a pipe', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());

  const logOf = async (env: NodeJS.ProcessEnv) => {
    const app = await AppProcess.start('monolith', folder.path, env);
    expect((await send('GET', `${app.url}/api/v1/get/all`)).status).toBe(401);
    await waitFor(
      () => app.log.includes('/api/v1/get/all'),
      5_000,
      () => `the request in\n${app.log}`,
    );
    await app.stop();
    return app.log.trimEnd().split('\n');
  };

  it('is JSON', async () => {
    const lines = (await logOf({})).map((line) => JSON.parse(line) as { msg: string });
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', status: 401 }));
  });

  it('is readable text with LOG_FORMAT=text, request lines too', async () => {
    const lines = await logOf({ LOG_FORMAT: 'text' });
    for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d \S/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^\S+ GET \/api\/v1\/get\/all 401 [\d.]+ ms$/),
    );
    expect(lines.at(-1)).toMatch(/^\S+ stopped$/);
  });

  it('ends its start with the addresses of the page and of the API document', async () => {
    const lines = await logOf({ LOG_FORMAT: 'text' });
    const ready = lines.findIndex((line) => line.includes('ready'));
    expect(lines[ready]).toMatch(
      /^\S+ ready: page at (http:\/\/localhost:\d+)\/, API described at \1\/docs$/,
    );
    expect(lines[ready + 1]).toContain('GET /api/v1/get/all');
  });

  it('names no page if none is served', async () => {
    const app = await AppProcess.start('auth', folder.path, { LOG_FORMAT: 'text' });
    expect(app.log).toMatch(/ready: API described at http:\/\/localhost:\d+\/docs\n/);
    await app.stop();
  });
});
