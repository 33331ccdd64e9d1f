import type { DataSource } from 'typeorm';
import { Housekeeping } from '#glue/db';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { MOST_INHERITED, trashSteps } from './trash-sweep.js';

const LIMIT_MS = 30_000;

describe('what is in the trash for long', () => {
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
  }, 60_000);
  afterAll(() => close());

  /** Rows of a user, deleted one after the other, the last one so many days ago. */
  const fill = (userId: number, n: number, days: number, inherited = false) =>
    source.query(
      `INSERT INTO todo.trash (user_id, unique_id, id, inherited, title, status, notes, priority, labels, deleted_at)
       SELECT $1::bigint, 'u', $1 * 1000000 + $3 * 20000 + n, $4, 'tea', 'DONE', '', 0, '{}',
         now() - $3::integer * interval '1 day' - ($2 - n) * interval '1 microsecond'
       FROM generate_series(1, $2::integer) n`,
      [userId, n, days, inherited],
    );
  const kept = async (userId: number) => {
    const [row] = await source.query<{ n: number; least: number }[]>(
      'SELECT count(*)::integer AS n, min(id) AS least FROM todo.trash WHERE user_id = $1',
      [userId],
    );
    return row!;
  };

  it('is removed after 30 days, and uncounted; of items that were handed over so many are kept', async () => {
    await fill(1, 700, 31);
    await fill(1, 3, 29);
    await fill(2, 5, 40);
    await fill(3, MOST_INHERITED + 600, 1, true);
    await source.query(
      `INSERT INTO todo.user_refs (user_id, unique_id, owned_items, owned_bytes)
       VALUES (1, 'u', 703, 2109), (2, 'u', 5, 15), (3, 'u', 0, 0)`,
    );
    const sweep = new Housekeeping('what is old', trashSteps(source));
    sweep.onApplicationBootstrap();
    await waitFor(
      async () => (await kept(1)).n <= 3 && (await kept(3)).n <= MOST_INHERITED,
      LIMIT_MS,
      () => 'the trash to be swept',
    );
    await sweep.onModuleDestroy();
    expect((await kept(1)).n).toBe(3);
    expect((await kept(2)).n).toBe(0);
    expect(await kept(3)).toEqual({ n: MOST_INHERITED, least: 3_000_000 + 20_000 + 601 });
    expect((await new TypeormReconcileDal(source).countsAfter(0, 10)).miscounted).toEqual([]);
  }, 60_000);
});
