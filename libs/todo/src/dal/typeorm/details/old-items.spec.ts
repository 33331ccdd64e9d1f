import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import { TypeormDetailedItemsDal } from './typeorm-detailed-items.dal.js';

/** Items that are older than these columns, and have not changed since. */
describe('items without times and words', () => {
  const user = anyUsers().next();
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let dal: TypeormDetailedItemsDal;
  const ids: number[] = [];
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    dal = new TypeormDetailedItemsDal(database.dataSource, WIDE_LIMITS);
    for (const status of ['PENDING', 'DONE'] as const) {
      const draft = { title: status, status, ...NO_DETAILS };
      ids.push(unwrap(await dal.create(user, draft)).id);
    }
    await database.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        'UPDATE todo.to_do_items SET created_at = NULL, completed_at = NULL, words = NULL',
      );
    });
  }, 60_000);
  afterAll(() => database.close());

  it('are found and listed, and are the first of all by their last change', async () => {
    unwrap(await dal.create(user, { title: 'new', status: 'PENDING', ...NO_DETAILS }));
    const old = { createdAt: null, updatedAt: null, completedAt: null };
    expect(await dal.find(user, ids[1]!)).toMatchObject({ title: 'DONE', ...old });
    const query = { sort: 'updated', isDescending: false, limit: 2 } as const;
    const { items, next } = unwrap(await dal.page(user, query));
    expect(items).toMatchObject([
      { title: 'PENDING', ...old },
      { title: 'DONE', ...old },
    ]);
    const found = unwrap(await dal.page(user, { ...query, text: 'pend' }));
    expect(found.items).toMatchObject([{ title: 'PENDING' }]);
    const rest = unwrap(await dal.page(user, { ...query, cursor: next }));
    expect(rest.items).toMatchObject([{ title: 'new' }]);
  });

  it('get those of what happens from now on', async () => {
    const [open, done] = ids as [number, number];
    const ticked = unwrap(await dal.change(user, { id: open, status: 'DONE' }, () => true)).item;
    expect(ticked).toMatchObject({ createdAt: null, updatedAt: expect.any(Date) });
    expect(ticked.completedAt).toEqual(expect.any(Date));
    const renamed = unwrap(await dal.change(user, { id: done, title: 'x' }, () => true)).item;
    expect(renamed).toMatchObject({ createdAt: null, completedAt: null });
  });
});
