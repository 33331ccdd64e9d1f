import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { LINE, NOTES } from './notes.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
/** What reports or checks the contexts of the project. */
const CHECKS = [
  ...['test/architecture/', 'test/deployment/', 'test/web/api-types'],
  ...['scripts/add-migration', 'start/migrate'],
];

/** A context that is added by its folders and one line. */
describe('a project with a third context', () => {
  let copy: WholeCopy;
  beforeAll(async () => {
    copy = await WholeCopy.make();
    await copy.plant(NOTES);
    await copy.edit('libs/contexts.ts', (text) => text.replace(/^};$/m, `${LINE}\n};`));
    await copy.npm('docs');
    await copy.npm('build');
    await copy.npm('api-types');
  }, LIMIT_MS);
  afterAll(() => copy.dispose());

  it.each(['typecheck', 'lint', 'format:check', 'depcruise'])(
    'passes npm run %s',
    (script) => copy.npm(script),
    LIMIT_MS,
  );

  it(
    'passes the checks of its architecture, deployment files and API types',
    () => copy.jest(...CHECKS),
    LIMIT_MS,
  );

  it(
    'is listed by its commands',
    async () => {
      const shown = await copy.node('dist/scripts/migrate.js', 'show');
      expect(shown).toContain('notes:\n  [ ] Notes1800000000000');
    },
    LIMIT_MS,
  );

  it(
    'is served by the monolith',
    async () => {
      const app = await AppProcess.start(copy.app('monolith'), copy.folder, {
        NOTES_PER_USER_MAX: '1',
      });
      try {
        const { token } = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
        const add = (text: string) =>
          send('POST', `${app.url}/api/v1/notes`, { token, json: { text } });
        expect(await add('one')).toMatchObject({ status: 201, body: ['one'] });
        expect(await add('two')).toMatchObject({
          status: 409,
          body: { code: 'note_limit_reached' },
        });
        expect((await send('GET', `${app.url}/api/v1/notes`, { token })).body).toEqual(['one']);
      } finally {
        await app.stop();
      }
    },
    LIMIT_MS,
  );
});
