import { execute, createDatabase, type TestDatabase } from '../support/postgres.js';
import { AppProcess } from '../support/app-process.js';
import { Person } from '../support/person.js';
import { openFolder } from '../topologies/folder.js';

/** Settings that a server, a database or a role may have before the first start. */
describe('on a PostgreSQL', () => {
  let database: TestDatabase | undefined;
  let app: AppProcess | undefined;
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(async () => {
    await app?.stop();
    await database?.drop();
    await folder.remove();
  });

  const env = ({ url }: TestDatabase) => ({ AUTH_DB_URL: url, TO_DO_DB_URL: url });

  async function startWith(...settings: string[]): Promise<Person> {
    database = await createDatabase();
    const name = new URL(database.url).pathname.slice(1);
    for (const setting of settings) {
      await execute(database.url, `ALTER DATABASE ${name} SET ${setting}`);
    }
    app = await AppProcess.start('monolith', folder.path, env(database));
    return Person.arrive({ authUrl: app.url, todoUrl: app.url });
  }

  it.each(['LATIN1', 'SQL_ASCII'])('the start fails in %s, and says what to do', async (name) => {
    const options = `ENCODING '${name}' LOCALE 'C' TEMPLATE template0`;
    database = await createDatabase(undefined, options);
    const { code, output } = await AppProcess.fail('auth', folder.path, env(database));
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(`AUTH_DB_URL: the encoding of the database test_\\w+ is ${name}, which`),
    );
    expect(output).toContain(
      "CREATE DATABASE <name> ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;",
    );
    expect(output).not.toMatch(/\n\s+at /);
  });

  it.each([
    ["datestyle = 'German, DMY'"],
    ["datestyle = 'SQL, MDY'"],
    [
      "intervalstyle = 'sql_standard'",
      "timezone = 'Asia/Kathmandu'",
      "client_encoding = 'LATIN1'",
      'standard_conforming_strings = off',
      "bytea_output = 'escape'",
      'extra_float_digits = -15',
      "search_path = ''",
    ],
  ])('with %s everything works', async (...settings) => {
    const person = await startWith(...settings);
    expect((await person.auth('GET', 'auth/session')).status).toBe(200);
    const title = 'größer \\ \'"日本語';
    const id = await person.createItem(title);
    const changed = await person.change({ id, status: 'done' });
    expect(changed.body).toEqual({ pending: [], done: [{ id, title, status: 'DONE' }] });
    expect((await person.deleteAccount()).status).toBe(200);
  });

  it('with array_nulls = off only sent values are written', async () => {
    const person = await startWith('array_nulls = off');
    const id = await person.createItem('code');
    const changed = await person.change({ id, status: 'done' });
    expect(changed.body).toEqual({ pending: [], done: [{ id, title: 'code', status: 'DONE' }] });
  });

  it.each(['repeatable read', 'serializable'])(
    'with default_transaction_isolation = %s changes of one item wait for each other',
    async (level) => {
      const person = await startWith(`default_transaction_isolation = '${level}'`);
      const id = await person.createItem('code');
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, n) => person.change({ id, title: `code ${n}` })),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200));
    },
  );
});
