import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../support/migrate.js';
import { execute } from '../support/postgres.js';
import { Mover } from './mover.js';
import { openPlaces, type Places, stateAt } from './places.js';

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
  await migrate('/tmp', { TO_DO_DB_URL: places.urls[0] }, 'run', 'todo');
}, 60_000);
afterAll(() => places.remove(), 60_000);

async function namesOf(url: string, sql: string): Promise<string[]> {
  const { rows } = await execute(url, sql);
  return (rows as { name: string }[]).map(({ name }) => name);
}

const remainsAt = (url: string) =>
  namesOf(
    url,
    `SELECT relname AS name FROM pg_class WHERE relname ~ '^move_' AND relkind = 'r'
     UNION SELECT tgname FROM pg_trigger WHERE tgname ~ '^move_' ORDER BY 1`,
  );

describe('npm run move', () => {
  it('back, after a mover was killed before it removed its triggers, leaves none enabled', async () => {
    const [old, next] = places.urls;
    const env = { TO_DO_DB_URL: old, TO_DO_NEXT_DB_URL: next };
    const reader = new pg.Client({ connectionString: old });
    await reader.connect();
    await reader.query('BEGIN; SELECT FROM todo.user_refs');
    const mover = Mover.start(env, 'todo');
    await mover.says('handed over');
    expect(await mover.kill()).toBe(true);
    await reader.end();
    expect([await stateAt(old), await stateAt(next)]).toEqual(['left', 'active']);
    expect(await remainsAt(old)).toContain('move_capture');

    const back = { TO_DO_DB_URL: next, TO_DO_NEXT_DB_URL: old };
    const { code, output } = await Mover.run(back, 'todo');
    expect([code, output]).toEqual([0, expect.stringContaining('done: todo is at')]);
    for (const url of [old, next]) expect(output).not.toContain(new URL(url).password);
    expect(await remainsAt(old)).toEqual(['move_state']);
    await execute(old, `INSERT INTO todo.user_refs (user_id, unique_id) VALUES (1, 'u')`);
  }, 90_000);

  it('takes the password of an address from the file of passwords of PostgreSQL', async () => {
    const [old, next] = places.urls;
    const { username, password } = new URL(next);
    const folder = await mkdtemp(join(tmpdir(), 'pgpass-'));
    const file = join(folder, 'pgpass');
    await writeFile(file, `*:*:*:${username}:${password}\n`, { mode: 0o600 });
    const to = Object.assign(new URL(next), { password: '' }).href;
    const env = { TO_DO_DB_URL: old, TO_DO_NEXT_DB_URL: next, PGPASSFILE: file };
    const { code, output } = await Mover.run(env, 'todo', '--to', to);
    await rm(folder, { recursive: true });
    expect([code, output]).toEqual([0, expect.stringContaining('done: todo is at')]);
  }, 60_000);

  it('lets PostgreSQL know the rows of all copied tables', async () => {
    const unknown = await namesOf(
      places.urls[1],
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'todo'::regnamespace AND relkind = 'r' AND reltuples < 0
         AND relname NOT IN ('todo_migrations', 'move_state')`,
    );
    expect(unknown).toEqual([]);
  });
});
