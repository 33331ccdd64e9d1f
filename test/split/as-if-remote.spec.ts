import { AppProcess } from '../support/app-process.js';
import { Person } from '../support/person.js';
import { Scrape } from '../support/scrape.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LATENCY_MS = 60;
const LIMIT_MS = 10_000;
const CALLS = 'seam_contract_call_duration_seconds_count';

/** One process, with a pretended network between its contexts. */
describe('SEAM_PRETEND_REMOTE', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());

  it('makes each call take the latency, one after the other, and says so', async () => {
    const app = await AppProcess.start('monolith', folder.path, {
      SEAM_PRETEND_REMOTE: `auth: latency ${LATENCY_MS}ms, seed 5`,
      SESSION_CACHE_MS: '0',
      INTERNAL_PORT: '0',
    });
    expect(app.log).toContain(
      `SEAM_PRETEND_REMOTE: auth runs in this process and is called as if remote: ${LATENCY_MS} ms ` +
        'there and back, 0 % of requests and of responses are lost, seed 5',
    );
    const addresses = { authUrl: app.url, todoUrl: app.url };
    const [alice, bob] = [await Person.arrive(addresses), await Person.arrive(addresses)];
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    // The session of its caller.
    expect(await timed(() => alice.list())).toBeGreaterThanOrEqual(LATENCY_MS - 1);
    // That, and then the user of an email address.
    const id = await alice.createItem('ours');
    expect(await timed(() => alice.share(id, bob.email))).toBeGreaterThanOrEqual(
      2 * LATENCY_MS - 1,
    );
    const internalUrl = /internal routes at (http:\/\/[\d.:]+)/.exec(app.log)![1]!;
    const called = { contract: 'auth', call: 'userByEmail', binding: 'http', code: 'ok' };
    await waitFor(
      async () => (await Scrape.of(internalUrl)).sum(CALLS, called) === 1,
      LIMIT_MS,
      () => 'the call in the metrics',
    );
    await app.stop();
  });

  it('repeats what is lost', async () => {
    const app = await AppProcess.start('monolith', folder.path, {
      SEAM_PRETEND_REMOTE: 'auth: loss 10%, seed 11',
      SESSION_CACHE_MS: '0',
      INTERNAL_PORT: '0',
    });
    const person = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
    const internalUrl = /internal routes at (http:\/\/[\d.:]+)/.exec(app.log)![1]!;
    await waitFor(
      async () => {
        await person.list();
        const scrape = await Scrape.of(internalUrl);
        return scrape.sum('seam_contract_retries_total', { contract: 'auth' }) > 0;
      },
      LIMIT_MS,
      () => 'a retry',
    );
    await app.stop();
  });

  it.each([
    [{ SEAM_PRETEND_REMOTE: 'auth: latency fast' }, 'the latency "fast" of auth is no time'],
    [{ SEAM_PRETEND_REMOTE: 'garden: loss 1%' }, 'there is no context "garden"'],
    [{ SEAM_PRETEND_REMOTE: 'todo: loss 1%' }, 'no context of this process calls todo'],
    [
      { SEAM_PRETEND_REMOTE: 'auth: loss 1%', CONTEXTS: 'todo' },
      'no context of this process calls auth in this process. Remove it',
    ],
    [{ SEAM_PRETEND_REMOTE: 'auth: loss 1%', NODE_ENV: 'production' }, 'is for development'],
  ])('stops a start with %j', async (env, message) => {
    const { code, output } = await AppProcess.fail('monolith', folder.path, env);
    expect(code).toBe(1);
    expect(output).toContain(`SEAM_PRETEND_REMOTE: ${message}`);
  });
});
