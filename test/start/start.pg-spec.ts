import pg from 'pg';
import { execute, createDatabase, type TestDatabase } from '../support/postgres.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from '../support/person.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { ALL_CONTEXTS } from '../support/manifests.js';

const START_LIMIT_MS = 90_000;

/** The start on a real PostgreSQL, and its outage. */
describe('on PostgreSQL', () => {
  let database: TestDatabase;
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let apps: AppProcess[] = [];
  beforeEach(async () => {
    [database, folder] = [await createDatabase(), await openFolder()];
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    apps = [];
    await database.drop();
    await folder.remove();
  });

  const env = () =>
    Object.fromEntries(ALL_CONTEXTS.map((each) => [each.database.urlVariable, database.url]));
  const start = async (more: NodeJS.ProcessEnv = {}) => {
    const app = await AppProcess.start('monolith', folder.path, { ...env(), ...more });
    apps.push(app);
    return app;
  };

  it('migrates once when four processes start at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => start()));
    for (const { name, database: context } of ALL_CONTEXTS) {
      const { rows } = await execute(database.url, `SELECT name FROM ${name}.${name}_migrations`);
      expect(rows).toHaveLength(context.migrations.length);
    }
    for (const { url } of apps) expect((await send('GET', `${url}/readyz`)).status).toBe(200);
  });

  it('logs what it waits for, and that a newer version was there', async () => {
    const newer =
      "INSERT INTO todo.todo_migrations (timestamp, name) VALUES (9, 'Newer9999999999999')";
    await start();
    await execute(database.url, newer);
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query("BEGIN; SELECT pg_advisory_xact_lock(24227, hashtext('auth_migrations'))");
    const app = AppProcess.spawn('monolith', folder.path, env());
    apps.push(app);
    await waitFor(
      () => app.log.includes('waiting for the migration'),
      START_LIMIT_MS,
      () => `a line about the lock:\n${app.log}`,
    );
    await holder.end();

    const lines = (await app.ready('monolith')).log
      .split('\n')
      .filter((line) => line.includes('Migrations'));
    const messages = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(messages.map(({ level, msg }) => `${level} ${msg}`).sort()).toEqual([
      'info auth_migrations: waiting for the migration of another process.',
      expect.stringMatching(/^warn todo_migrations: a newer version .*Newer9999999999999/),
    ]);
  });

  it('works with a single connection for each context', async () => {
    const { url } = await start({ AUTH_MAX_CONNECTIONS: '1', TO_DO_MAX_CONNECTIONS: '1' });
    const person = await Person.arrive({ authUrl: url, todoUrl: url });
    const answers = await Promise.all(Array.from({ length: 50 }, () => person.create('code')));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201));
  });

  it('refuses to start for a role that may not create tables, and says what to do', async () => {
    const role = new URL(await database.createBareRole('reader'));
    const fail = () => AppProcess.fail('auth', folder.path, { AUTH_DB_URL: role.href });
    const { code, output } = await fail();
    expect(code).toBe(1);
    expect(output).toContain('AUTH_DB_SCHEMA: there is no schema auth, and ');
    expect(output).not.toContain(role.password);

    await execute(database.url, 'CREATE SCHEMA auth');
    const grant = `GRANT USAGE, CREATE ON SCHEMA "auth" TO "${role.username}";`;
    expect(output).toContain(`CREATE SCHEMA "auth"; ${grant}`);
    expect((await fail()).output).toContain(`may not create tables in the schema auth. `);
    await execute(database.url, grant);
    apps.push(await AppProcess.start('auth', folder.path, { AUTH_DB_URL: role.href }));
  });

  it('refuses a schema with foreign tables, and accepts another one', async () => {
    await execute(database.url, 'CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid)');
    const { output } = await AppProcess.fail('monolith', folder.path, env());
    expect(output).toContain(
      'AUTH_DB_SCHEMA: the schema auth has tables that are not of auth (users).',
    );
    const { url } = await start({ AUTH_DB_SCHEMA: 'other_auth', TO_DO_DB_SCHEMA: 'other_todo' });
    const person = await Person.arrive({ authUrl: url, todoUrl: url });
    const item = await person.createItem('elsewhere');
    expect((await person.usersOf(item)).status).toBe(200);
    expect((await person.deleteAccount()).status).toBe(200);
    const { rows } = await execute(database.url, 'SELECT type FROM other_auth.events');
    expect(rows).toEqual([{ type: 'user.registered' }, { type: 'user.deleted' }]);
  });

  it('answers 503 while the database refuses connections, and recovers by itself', async () => {
    const { url } = await start({ SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' });
    const person = await Person.arrive({ authUrl: url, todoUrl: url });
    expect((await person.create('before')).status).toBe(201);

    const name = new URL(database.url).pathname.slice(1);
    const server = new URL(database.url);
    server.pathname = '/postgres';
    await execute(server.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await execute(
      server.href,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    const answer = await person.list();
    expectProblem(answer, 'database_unavailable');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await send('GET', `${url}/readyz`)).status).toBe(503);
    expect((await send('GET', `${url}/healthz`)).status).toBe(200);

    await execute(server.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await waitFor(
      async () => (await person.list()).status === 200,
      10_000,
      () => 'the database to be used again',
    );
  });
});
