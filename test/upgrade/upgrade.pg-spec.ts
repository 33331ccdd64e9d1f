import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { migrate } from '../support/migrate.js';
import { openFolder } from '../topologies/folder.js';
import { ALICE, BOB, type Context, fill, type Rows, rowsOf, TABLES } from './earlier-version.js';
import { ownedDatabases, sharedDatabase, type EarlierStorage } from './earlier-storage.js';

const CONTEXTS: Context[] = ['auth', 'todo'];
const UNAVAILABLE = '55000';

/** From version 0.1 on PostgreSQL, with the roles of its documents. */
describe.each<[string, () => Promise<EarlierStorage>]>([
  ['one database', sharedDatabase],
  ['two databases, whose owners have the names of the schemas', ownedDatabases],
])('the upgrade of %s', (_, open) => {
  let storage: EarlierStorage;
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let apps: AppProcess[] = [];
  beforeEach(async () => {
    [storage, folder] = [await open(), await openFolder('empty')];
    for (const context of CONTEXTS) await fill(storage.urls[context], context);
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    apps = [];
    await storage.remove();
    await folder.remove();
  });

  const rows = async (schemaOf: (context: Context) => string) => {
    const all: Rows = {};
    for (const context of CONTEXTS) {
      Object.assign(all, await rowsOf(storage.urls[context], context, schemaOf(context)));
    }
    return all;
  };
  const before = () => rows(() => 'public');
  const after = () => rows((context) => storage.schemas[context]);
  const start = async () => {
    const app = await AppProcess.start('monolith', folder.path, storage.env);
    apps.push(app);
    return { authUrl: app.url, todoUrl: app.url };
  };
  const stop = async () => {
    for (const app of apps.splice(0)) expect(await app.stop()).toBe(0);
  };
  const revert = (context: Context) => migrate(folder.path, storage.env, 'revert', context);

  it('keeps every row, and users can continue', async () => {
    await storage.grant();
    const earlier = await before();
    const system = await start();
    expect(await after()).toEqual(earlier);

    const [alice, bob] = [await Person.known(system, ALICE), await Person.known(system, BOB)];
    const list = (await alice.list()).body;
    expect(titles(list).sort()).toEqual(['inherited', 'own', 'own and done', 'shared']);
    const shared = list.pending.find(({ title }) => title === 'shared')!.id;
    expect((await alice.usersOf(shared)).body).toHaveLength(2);
    expect(titles((await bob.list()).body).sort()).toEqual(['of bob', 'shared']);
    const highest = Math.max(...(earlier['to_do_items'] as { id: number }[]).map(({ id }) => id));
    expect(await bob.createItem('new')).toBe(highest + 1);
    expect((await alice.change({ id: shared, status: 'DONE' })).status).toBe(200);
    expect((await alice.deleteAccount()).status).toBe(200);
    expectProblem(await alice.list(), 'session_ended');
  });

  it('works after a command that lists migrations', async () => {
    await storage.grant();
    const earlier = await before();
    const shown = await migrate(folder.path, storage.env, 'show');
    expect(shown).toMatchObject({ code: 0, errors: '' });
    expect(shown.output).toMatch(/\[X\] UsersAndSessions\d+\n/);
    await start();
    expect(await after()).toEqual(earlier);
  });

  it('leaves nothing readable or writable in place of the tables', async () => {
    await storage.grant();
    await start();
    for (const context of CONTEXTS) {
      for (const table of [...Object.keys(TABLES[context]), `${context}_migrations`]) {
        for (const sql of [
          `SELECT * FROM public.${table} WHERE false`,
          `DELETE FROM public.${table}`,
        ]) {
          const attempt = execute(storage.urls[context], sql);
          await expect(attempt).rejects.toMatchObject({ code: UNAVAILABLE });
        }
      }
    }
  });

  it('can be reverted until something is written, and repeated', async () => {
    await storage.grant();
    const earlier = await before();
    await start();
    await stop();
    for (const context of CONTEXTS) {
      expect(await revert(context)).toMatchObject({
        code: 0,
        output: expect.stringMatching(/reverted OwnSchema\d+\n(?: +reverted \w+\n)+$/),
      });
    }
    expect(await before()).toEqual(earlier);
    const system = await start();
    expect(await after()).toEqual(earlier);

    await (await Person.known(system, ALICE)).create('new');
    await stop();
    const written = await after();
    for (const context of CONTEXTS) {
      expect(await revert(context)).toMatchObject({
        code: 1,
        errors: expect.stringMatching(`^${context}: rows of \\w+ were written since`),
      });
    }
    expect(await after()).toEqual(written);
  }, 60_000);
});

describe('the upgrade with the rights that 0.1 required', () => {
  it('stops, prints what an administrator has to run, and changes nothing', async () => {
    const [storage, folder] = [await sharedDatabase(), await openFolder('empty')];
    try {
      await fill(storage.urls.auth, 'auth');
      const earlier = await rowsOf(storage.urls.auth, 'auth', 'public');
      const { code, output } = await AppProcess.fail('auth', folder.path, storage.env);
      const role = new URL(storage.urls.auth).username;
      expect(code).toBe(1);
      expect(output).toContain(
        `CREATE SCHEMA "auth"; GRANT USAGE, CREATE ON SCHEMA "auth" TO "${role}";`,
      );
      expect(await rowsOf(storage.urls.auth, 'auth', 'public')).toEqual(earlier);
    } finally {
      await storage.remove();
      await folder.remove();
    }
  });
});
