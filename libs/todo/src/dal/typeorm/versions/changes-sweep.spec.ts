import type { DataSource } from 'typeorm';
import { Housekeeping } from '#glue/db';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { changesSteps } from './changes-sweep.js';
import { MOST_CHANGES } from './changes.statement.js';

const LIMIT_MS = 30_000;

describe('old changes of lists', () => {
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
  }, 60_000);
  afterAll(() => close());

  const kept = async (userId: number) => {
    const [row] = await source.query<{ n: number; least: number }[]>(
      `SELECT count(*)::integer AS n, min(version) AS least FROM todo.list_changes WHERE user_id = $1`,
      [userId],
    );
    return row!;
  };

  it('are removed after 7 days, and beyond the newest 10,000 of a user', async () => {
    await source.query(
      `INSERT INTO todo.list_changes (user_id, version, to_do_id, kind, at)
       SELECT 1, n, 1, 'changed', now() - CASE WHEN n <= 700 THEN interval '8 days' ELSE interval '6 days' END
       FROM generate_series(1, 1000) n`,
    );
    await source.query(
      `INSERT INTO todo.list_changes (user_id, version, to_do_id, kind)
       SELECT 2, n, 1, 'changed' FROM generate_series(1, $1 + 700) n`,
      [MOST_CHANGES],
    );
    await source.query('INSERT INTO todo.list_versions VALUES (1, 1000), (2, $1)', [
      MOST_CHANGES + 700,
    ]);
    const sweep = new Housekeeping('what is old', changesSteps(source));
    sweep.onApplicationBootstrap();
    await waitFor(
      async () => (await kept(1)).n <= 300 && (await kept(2)).n <= MOST_CHANGES,
      LIMIT_MS,
      () => 'old changes to be removed',
    );
    await sweep.onModuleDestroy();
    expect(await kept(1)).toEqual({ n: 300, least: 701 });
    expect(await kept(2)).toEqual({ n: MOST_CHANGES, least: 701 });
  }, 60_000);
});
