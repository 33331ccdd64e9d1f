import { cp, rm } from 'node:fs/promises';
import { AppProcess } from '../support/app-process.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { openFolder } from '../topologies/folder.js';
import { ALICE, fill, rowsOf } from './earlier-version.js';
import { sharedDatabase } from './earlier-storage.js';
import { makeFolder, rowsOfFolder } from './earlier-folder.js';

const KILLS = testLength({ short: 3, long: 20 });
/** So many that moving them takes about as long as the rest of the start. */
const MORE_ITEMS = 100_000;
const FIRST_MS = 300;
const SPAN_MS = 1_500;

/** A first start of this version that is killed at any step: the next one continues. */
describe(`kill -9 while tables of 0.1 are moved, ${KILLS} times`, () => {
  const random = seededRandom();
  const killedAfter = () => FIRST_MS + random() * SPAN_MS;
  const isMovedAt: Record<string, boolean>[] = [];
  afterAll(() => process.stderr.write(`${JSON.stringify(isMovedAt)}\n`));

  it(
    'on PostgreSQL',
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const [storage, folder] = [await sharedDatabase(), await openFolder()];
        const { urls, env } = storage;
        const schemaOf = async (url: string, schema: string) => {
          const table = schema === 'auth' ? 'users' : 'to_do_items';
          const { rows } = await execute(url, `SELECT to_regclass('${schema}.${table}') AS there`);
          return (rows[0] as { there: unknown }).there === null ? 'public' : schema;
        };
        await fill(urls.auth, 'auth');
        await fill(urls.todo, 'todo');
        await execute(urls.todo, MORE);
        await storage.grant();
        const before = {
          ...(await rowsOf(urls.auth, 'auth', 'public')),
          ...(await rowsOf(urls.todo, 'todo', 'public')),
        };
        await AppProcess.killAfter(killedAfter(), 'monolith', folder.path, env);

        const schemas = {
          auth: await schemaOf(urls.auth, 'auth'),
          todo: await schemaOf(urls.todo, 'todo'),
        };
        isMovedAt.push({ auth: schemas.auth === 'auth', todo: schemas.todo === 'todo' });
        const now = async (auth: string, todo: string) => ({
          ...(await rowsOf(urls.auth, 'auth', auth)),
          ...(await rowsOf(urls.todo, 'todo', todo)),
        });
        expect(await now(schemas.auth, schemas.todo)).toEqual(before);
        const app = await AppProcess.start('monolith', folder.path, env);
        expect(await now('auth', 'todo')).toEqual(before);
        await expectServed(app);
        await storage.remove();
        await folder.remove();
      }
    },
    KILLS * 60_000,
  );

  it(
    'in an embedded folder',
    async () => {
      const made = await openFolder();
      const before = await makeFolder(made.dataDir);
      for (let kill = 0; kill < KILLS; kill++) {
        const folder = await openFolder();
        await rm(folder.dataDir, { recursive: true });
        await cp(made.dataDir, folder.dataDir, { recursive: true });
        await AppProcess.killAfter(killedAfter(), 'monolith', folder.path, {});
        const app = await AppProcess.start('monolith', folder.path, {});
        await app.stop();
        expect(await rowsOfFolder(folder.dataDir)).toEqual(before);
        await expectServed(await AppProcess.start('monolith', folder.path, {}));
        await folder.remove();
      }
      await made.remove();
    },
    KILLS * 60_000,
  );
});

const MORE = `
  WITH item AS (
    INSERT INTO public.to_do_items (title, status)
    SELECT 'more', 'DONE' FROM generate_series(1, ${MORE_ITEMS}) RETURNING id
  )
  INSERT INTO public.user_connections (user_id, to_do_id, role) SELECT 2, id, 'owner' FROM item`;

async function expectServed(app: AppProcess): Promise<void> {
  const alice = await Person.known({ authUrl: app.url, todoUrl: app.url }, ALICE);
  expect(titles((await alice.list()).body)).toContain('inherited');
  expect(await app.stop()).toBe(0);
}
