import { fileURLToPath } from 'node:url';
import { Cleanup } from '../../bench/cleanup.js';
import { buildVersion } from '../../bench/versions/version.js';
import { AppProcess } from '../support/app-process.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { openFolder } from '../topologies/folder.js';
import { type EarlierStorage, ownedDatabases, sharedDatabase } from './earlier-storage.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EARLIER = '91e78e8';
const BUILD_MS = 300_000;

/** A build of version 0.1, while this version is started and afterwards. */
describe('beside version 0.1', () => {
  const cleanup = new Cleanup();
  let earlier: string;
  beforeAll(async () => {
    const { command } = await buildVersion(EARLIER, cleanup, ROOT);
    earlier = command.at(-1)!;
  }, BUILD_MS);
  afterAll(() => cleanup.run(), 60_000);
  const apps: AppProcess[] = [];
  afterEach(() => Promise.all(apps.splice(0).map((app) => app.stop())));

  const start = async (...args: Parameters<typeof AppProcess.start>) => {
    const app = await AppProcess.start(...args);
    apps.push(app);
    return app;
  };

  it.each<[string, () => Promise<EarlierStorage>]>([
    ['one database', sharedDatabase],
    ['two databases, whose owners have the names of the schemas', ownedDatabases],
  ])(
    '%s: it answers 503, refuses to start, and makes no tables',
    async (_, open) => {
      const [storage, folder] = [await open(), await openFolder('empty')];
      const old = await start(earlier, folder.path, storage.env);
      const at = ({ url }: AppProcess) => ({ authUrl: url, todoUrl: url });
      const person = await Person.arrive(at(old));
      const item = await person.createItem('of 0.1');
      await storage.grant();

      const app = await start('monolith', folder.path, storage.env);
      const answers = {
        list: await person.list(),
        create: await person.create('lost'),
        update: await person.update({ id: item, title: 'lost', status: 'DONE' }),
        users: await person.usersOf(item),
        delete: await person.delete('of 0.1'),
        account: await person.deleteAccount(),
      };
      expect(Object.entries(answers).filter(([, { status }]) => status !== 503)).toEqual([]);
      await expect(Person.arrive(at(old))).rejects.toThrow('database_unavailable');
      expect(await old.stop()).toBe(0);

      const { code, output } = await AppProcess.fail(earlier, folder.path, storage.env);
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringContaining('a newer version has moved the tables of'),
      });
      for (const url of Object.values(storage.urls)) {
        const sql =
          "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
        expect((await execute(url, sql)).rows).toEqual([]);
      }
      const same = await Person.known(at(app), person.email);
      expect(titles((await same.list()).body)).toEqual(['of 0.1']);
      expect(await app.stop()).toBe(0);
      await storage.remove();
      await folder.remove();
    },
    90_000,
  );

  it('a folder: it refuses to start, and this version continues', async () => {
    const folder = await openFolder('empty');
    const old = await start(earlier, folder.path, {});
    const { email } = await Person.arrive({ authUrl: old.url, todoUrl: old.url });
    expect(await old.stop()).toBe(0);
    expect(await (await start('monolith', folder.path, {})).stop()).toBe(0);
    const { code, output } = await AppProcess.fail(earlier, folder.path, {});
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('a newer version has moved the tables of'),
    });
    const app = await start('monolith', folder.path, {});
    await Person.known({ authUrl: app.url, todoUrl: app.url }, email);
    expect(await app.stop()).toBe(0);
    await folder.remove();
  }, 90_000);
});
