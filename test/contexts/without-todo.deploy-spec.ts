import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { testLength } from '../support/test-length.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
/**
 * What runs in the copy: the tests of scripts, the documents and the deployment files. Those of
 * `glue`, `seam` and auth run as before: by the rules of the architecture they do not know todo. The
 * other suites send requests about items, in a browser too, or measure them: they test the product of
 * both contexts. All remain in the copy, where they compile. The short form has the
 * tests of documents alone.
 */
const SPECS = [
  '/test/architecture/(?!architecture)',
  ...testLength({ short: [], long: ['/scripts/', '/test/deployment/'] }),
];

/** A context that is removed, with the page that calls it. */
describe('the project without todo', () => {
  let copy: WholeCopy;
  beforeAll(async () => {
    copy = await WholeCopy.make();
    await copy.commitAll();
    await copy.npm('remove:context', 'todo', '--with-page');
    await copy.npm('build');
  }, LIMIT_MS);
  afterAll(() => copy.dispose());

  it(
    'passes its checks',
    async () => {
      await copy.git('add', '--all');
      const checks = ['typecheck', 'depcruise'].map((script) => copy.npm(script));
      await Promise.all([...checks, copy.lintSince('HEAD'), copy.checkFormatSince('HEAD')]);
    },
    LIMIT_MS,
  );

  it('passes its tests', () => copy.jest(...SPECS), LIMIT_MS);

  it.each(['monolith', 'auth'])('serves users from %s', async (name) => {
    const app = await AppProcess.start(copy.app(name), copy.folder, { DATA_DIR: `data-${name}` });
    try {
      const person = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
      expect((await person.auth('POST', 'auth/logout')).status).toBe(200);
      expectProblem(await person.auth('GET', 'users/get'), 'session_ended');
      for (const path of ['/docs', '/readyz']) {
        expect((await send('GET', app.url + path)).status).toBe(200);
      }
      expectProblem(await send('GET', `${app.url}/api/v1/get/all`), 'not_found');
    } finally {
      await app.stop();
    }
  });
});
