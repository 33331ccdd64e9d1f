import { cp, rm } from 'node:fs/promises';
import { AppProcess } from '../support/app-process.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { openFolder } from '../topologies/folder.js';
import { rowsOfFolder, unpackFolder } from './earlier-folder.js';
import { type EarlierStorage, ownedDatabases, sharedDatabase } from './earlier-storage.js';
import { ALICE, type Context, fill, type Rows, rowsOf } from './earlier-version.js';

const CONTEXTS: Context[] = ['auth', 'todo'];
const KILLS = testLength({ short: 1, long: 20 });
/** In the long form so many that moving them takes about as long as the rest of the start. */
const MORE_ITEMS = testLength({ short: 30_000, long: 100_000 });
/** Of the time that a start takes here, known after the first kill. */
const KILLED_AT = { from: 0.3, to: 1.1 };
const FIRST_START_MS = 2_000;

/** A first start of this version that is killed at any step: the next one continues. */
describe(`kill -9 while tables of 0.1 are moved, ${KILLS} times`, () => {
  const random = seededRandom();
  let startMs = FIRST_START_MS;
  const killedAfter = () => startMs * (KILLED_AT.from + random() * (KILLED_AT.to - KILLED_AT.from));
  const start = async (folder: string, env: NodeJS.ProcessEnv) => {
    const begin = performance.now();
    const app = await AppProcess.start('monolith', folder, env);
    startMs = performance.now() - begin;
    return app;
  };
  const isMovedAt: Record<string, boolean>[] = [];
  afterAll(() => process.stderr.write(`${JSON.stringify(isMovedAt)}\n`));

  it.each([
    ['one database', sharedDatabase],
    ['two databases', ownedDatabases],
  ])(
    'in %s',
    async (_, open) => {
      for (let kill = 0; kill < KILLS; kill++) {
        const [storage, folder] = [await open(), await openFolder('empty')];
        for (const context of CONTEXTS) await fill(storage.urls[context], context);
        await execute(storage.urls.todo, MORE);
        await storage.grant();
        const before = await rowsIn(storage, { auth: 'public', todo: 'public' });
        await AppProcess.killAfter(killedAfter(), 'monolith', folder.path, storage.env);

        const { schemas } = storage;
        const [auth, todo] = [await isMoved(storage, 'auth'), await isMoved(storage, 'todo')];
        isMovedAt.push({ auth, todo });
        const found = {
          auth: auth ? schemas.auth : 'public',
          todo: todo ? schemas.todo : 'public',
        };
        expect(await rowsIn(storage, found)).toEqual(before);
        const app = await start(folder.path, storage.env);
        expect(await rowsIn(storage, schemas)).toEqual(before);
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
      const made = await openFolder('empty');
      await unpackFolder(made.dataDir);
      const before = await rowsOfFolder(made.dataDir, 'public');
      await unpackFolder(made.dataDir);
      for (let kill = 0; kill < KILLS; kill++) {
        const folder = await openFolder('empty');
        await rm(folder.dataDir, { recursive: true });
        await cp(made.dataDir, folder.dataDir, { recursive: true });
        await AppProcess.killAfter(killedAfter(), 'monolith', folder.path, {});
        const app = await start(folder.path, {});
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

async function rowsIn({ urls }: EarlierStorage, schemas: Record<Context, string>): Promise<Rows> {
  const all: Rows = {};
  for (const context of CONTEXTS) {
    Object.assign(all, await rowsOf(urls[context], context, schemas[context]));
  }
  return all;
}

/** Whether the tables of a context are in its schema. */
async function isMoved({ urls, schemas }: EarlierStorage, context: Context): Promise<boolean> {
  const table = context === 'auth' ? 'users' : 'to_do_items';
  const sql = `SELECT to_regclass('${schemas[context]}.${table}') IS NOT NULL AS moved`;
  const { rows } = await execute(urls[context], sql);
  return (rows[0] as { moved: boolean }).moved;
}

async function expectServed(app: AppProcess): Promise<void> {
  const alice = await Person.known({ authUrl: app.url, todoUrl: app.url }, ALICE);
  expect(titles((await alice.list()).body)).toContain('inherited');
  expect(await app.stop()).toBe(0);
}
