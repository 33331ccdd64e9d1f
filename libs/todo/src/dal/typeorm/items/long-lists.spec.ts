import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { readList } from '../../../core/ports/read-list.suite.js';
import type { UserRef } from '../../../core/user-ref.js';
import { recount } from '../users/owned-counts.js';
import { TypeormItemsDal } from './typeorm-items.dal.js';

/** Long lists are read separately; the result must be the same. */
describe('long lists', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let items: TypeormItemsDal;
  const users = anyUsers();
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    items = new TypeormItemsDal(database.dataSource, WIDE_LIMITS);
  }, 60_000);
  afterAll(() => database.close());

  const create = (user: UserRef, title = 'code') => items.create(user, { title, status: 'DONE' });
  /** Gives a user this many more items. */
  const give = async ({ userId: id }: UserRef, count: number, length: number, role = 'owner') => {
    const { dataSource } = database;
    await dataSource.query(
      `WITH item AS (
         INSERT INTO todo.to_do_items (title, status)
         SELECT rpad('a', $3, 'x'), 'PENDING' FROM generate_series(1, $2::integer) RETURNING id
       )
       INSERT INTO todo.user_connections (user_id, to_do_id, role) SELECT $1, id, $4 FROM item`,
      [id, count, length, role],
    );
    await recount(dataSource, [id]);
  };

  it.each([
    ['of many items', 600, 10, 'owner'],
    ['of long titles', 300, 255, 'owner'],
    ['of shared items', 600, 255, 'member'],
  ])('are complete, and so are those of others beside them: %s', async (_, count, length, role) => {
    const [long, short] = [users.next(), users.next()];
    await create(long);
    await create(short);
    await give(long, count, length, role);
    for (let round = 0; round < 3; round++) {
      const lists = await Promise.all(
        [long, short, long, short].map((user) => readList(items, user)),
      );
      expect(lists.map((list) => list.length)).toEqual([count + 1, 1, count + 1, 1]);
    }
  });

  it('are as they are at the time of the call, or later', async () => {
    const user = users.next();
    await create(user);
    await give(user, 600, 10);
    const busy = Array.from({ length: 5 }, () => items.list(user));
    for (let i = 1; i <= 5; i++) {
      await create(user);
      busy.push(items.list(user));
      expect(await readList(items, user)).toHaveLength(601 + i);
    }
    await Promise.all(busy);
  });

  it('get short again when items are removed by their title', async () => {
    const user = users.next();
    await create(user);
    await give(user, 505, 10);
    await readList(items, user);
    const removals = Array.from({ length: 20 }, () => items.removeByTitle(user, 'axxxxxxxxx'));
    expect(await Promise.all(removals)).toEqual(removals.map(() => 'done'));
    for (let round = 0; round < 3; round++) expect(await readList(items, user)).toHaveLength(486);
  });

  it('are not shown under a reused id', async () => {
    const user = users.next();
    await create(user);
    await give(user, 600, 10);
    const other = { ...user, uniqueId: 'another user' };
    for (let round = 0; round < 2; round++) {
      expect(await items.list(other)).toBe('user_replaced');
    }
  });
});
