import pg from 'pg';
import { migrate } from '../support/migrate.js';
import { PgBouncer } from '../support/pg-bouncer.js';
import { createDatabase, execute, type TestDatabase } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { Mover } from './mover.js';
import { openPlaces, type Places } from './places.js';

let places: Places;
let other: TestDatabase;
beforeAll(async () => {
  places = await openPlaces();
  other = await createDatabase();
  await migrate('/tmp', { TO_DO_DB_URL: places.urls[0] }, 'run', 'todo');
}, 60_000);
afterAll(async () => {
  await places.remove();
  await other.drop();
}, 60_000);

const [source, target] = [() => places.urls[0], () => places.urls[1]];

/** The move is refused in one line, and has changed nothing at both addresses. */
async function expectRefusal(line: string, args: string[], env?: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await Mover.run(env ?? { TO_DO_DB_URL: source() }, ...args);
  expect(output).toContain(line);
  expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
  for (const url of places.urls) expect(output).not.toContain(new URL(url).password);
  for (const url of places.urls) expect(await relationsOfMoves(url)).toBe(0);
}

async function locksOfMovers(url: string): Promise<number> {
  const { rows } = await execute(
    url,
    `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'move' AND datname = current_database()`,
  );
  return (rows as { count: number }[])[0]!.count;
}

async function relationsOfMoves(url: string): Promise<number> {
  const { rows } = await execute(
    url,
    `SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'move\\_%')
       + (SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'move\\_%') AS count`,
  );
  return (rows as { count: number }[])[0]!.count;
}

describe('npm run move refuses', () => {
  it('an unknown context', () =>
    expectRefusal('there is no context billing. Contexts are auth', ['billing', '--to', target()]));

  it('an embedded database', () =>
    expectRefusal('are in an embedded database', ['todo', '--to', target()], {}));

  it('a target that is not given', () => expectRefusal('give the new address by --to', ['todo']));

  it('the database that the data are in, under another name', () => {
    const same = source().replace('127.0.0.1', 'localhost');
    return expectRefusal('is the database that the data are in', ['todo', '--to', same]);
  });

  it('an address that does not answer', () => {
    const dead = Object.assign(new URL(target()), { port: '1' }).href;
    return expectRefusal('no connection: ', ['todo', '--to', dead]);
  });

  it('a schema with other tables', async () => {
    await execute(target(), 'CREATE TABLE todo.something (id integer)');
    await expectRefusal('has tables already (something)', ['todo', '--to', target()]);
    await execute(target(), 'DROP TABLE todo.something');
  });

  it('a role without rights', async () => {
    const bare = await other.createBareRole('todo');
    await expectRefusal('Let an administrator run: CREATE SCHEMA "todo"', ['todo', '--to', bare]);
  });

  it('another encoding', async () => {
    const latin = await createDatabase(
      undefined,
      "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0",
    );
    await expectRefusal('the encoding is LATIN1', ['todo', '--to', latin.url]);
    await latin.drop();
  });

  it('a member of the role that owns the tables', async () => {
    const [database] = places.databases;
    const member = await database.createBareRole('member');
    const owner = new URL(source()).username;
    await execute(database.url, `GRANT ${owner} TO ${new URL(member).username}`);
    const line = `belongs to the role ${owner}, not to ${new URL(member).username}`;
    await expectRefusal(line, ['todo', '--to', target()], { TO_DO_DB_URL: member });
  });

  it('another user of the target than that of the processes', () => {
    const next = Object.assign(new URL(target()), { username: 'someone' }).href;
    return expectRefusal('the processes use someone there', ['todo', '--to', target()], {
      TO_DO_DB_URL: source(),
      TO_DO_NEXT_DB_URL: next,
    });
  });

  it('tables of an earlier version at the target, which its migrations would take', async () => {
    const { url } = places.databases[1];
    await execute(url, 'CREATE TABLE public.todo_migrations (name text)');
    await expectRefusal('tables of an earlier version of todo are in the schema public', [
      'todo',
      '--to',
      target(),
    ]);
    await execute(url, 'DROP TABLE public.todo_migrations');
  });

  it('a table without a primary key', async () => {
    await execute(source(), 'CREATE TABLE todo.notes (text text)');
    await expectRefusal('the table notes has no primary key', ['todo', '--to', target()]);
    await execute(source(), 'DROP TABLE todo.notes');
  });

  it('a source with other migrations', async () => {
    const table = 'todo.todo_migrations';
    await execute(source(), `INSERT INTO ${table} (timestamp, name) VALUES (1, 'Newer1')`);
    await expectRefusal('a newer version has run Newer1', ['todo', '--to', target()]);
    await execute(source(), `DELETE FROM ${table} WHERE name = 'Newer1'`);
    await execute(source(), `UPDATE ${table} SET name = 'Old' || name WHERE id = 1`);
    await expectRefusal('ItemsAndConnections1764000000000 has not run', ['todo', '--to', target()]);
    await execute(source(), `UPDATE ${table} SET name = substr(name, 4) WHERE id = 1`);
  });

  it('a pooler', async () => {
    const bouncer = await PgBouncer.start(target(), 2);
    await expectRefusal('is the address of a connection pooler', [
      'todo',
      '--to',
      bouncer.url(target()),
    ]);
    await bouncer.dispose();
  });
});

describe('npm run move', () => {
  const env = () => ({ TO_DO_DB_URL: source() });

  it('ends a move by --abort, as if it had not begun', async () => {
    const writer = new pg.Client({ connectionString: source() });
    await writer.connect();
    await writer.query('BEGIN; LOCK TABLE todo.user_refs IN ROW EXCLUSIVE MODE');
    const mover = Mover.start(env(), 'todo', '--to', target());
    await waitFor(
      async () => (await locksOfMovers(source())) > 0,
      10_000,
      () => 'the mover to wait for the writer',
    );
    expect((await Mover.run(env(), 'todo', '--to', other.url)).output).toContain(
      'another move of this schema',
    );
    await writer.end();
    await mover.says('copied user_refs');
    await mover.kill();
    const elsewhere = await Mover.run(env(), 'todo', '--to', other.url);
    expect(elsewhere.output).toContain('Finish it, or end it by --abort');
    const { code, output } = await Mover.run(env(), 'todo', '--to', target(), '--abort');
    expect([code, output]).toEqual([0, expect.stringContaining('as before')]);
    for (const url of places.urls) expect(await relationsOfMoves(url)).toBe(0);
    const { rows } = await execute(
      target(),
      `SELECT relname FROM pg_class WHERE relnamespace = 'todo'::regnamespace`,
    );
    expect(rows).toEqual([]);
  }, 60_000);

  it('is done once: again it changes nothing, and aborts nothing', async () => {
    expect((await Mover.run(env(), 'todo', '--to', target())).code).toBe(0);
    const again = await Mover.run(env(), 'todo', '--to', target());
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('done: todo is at')]);
    const aborted = await Mover.run(env(), 'todo', '--to', target(), '--abort');
    expect([aborted.code, aborted.output]).toEqual([
      1,
      expect.stringContaining('the data were moved to'),
    ]);
  }, 60_000);

  it('aborts a move back, and the old address stays fenced', async () => {
    const both = { ...env(), TO_DO_NEXT_DB_URL: target() };
    const mover = Mover.start(both, 'todo', '--to', source());
    await mover.says('copied user_refs');
    await mover.kill();
    expect((await Mover.run(both, 'todo', '--to', source(), '--abort')).code).toBe(0);
    const write = `INSERT INTO todo.user_refs (user_id, unique_id) VALUES (1, 'u')`;
    await expect(execute(source(), write)).rejects.toThrow('the data of todo were moved');
    await execute(target(), write);
    expect((await Mover.run(both, 'todo', '--to', source())).code).toBe(0);
    await expect(execute(target(), write)).rejects.toThrow('the data of todo were moved');
    const { rows } = await execute(
      source(),
      `SELECT count(*) FILTER (WHERE contype = 'f') AS keys, (SELECT count(*) FROM pg_indexes WHERE schemaname = 'todo' AND tablename = 'user_connections') AS indexes
       FROM pg_constraint WHERE conrelid = 'todo.user_connections'::regclass AND convalidated`,
    );
    expect(rows).toEqual([{ keys: 2, indexes: 5 }]);
  }, 90_000);
});
