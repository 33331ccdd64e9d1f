import type { QueryRunner } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { readList } from '../../../core/ports/read-list.suite.js';
import type { Item } from '../../../core/item.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from './typeorm-items.dal.js';

/**
 * Updates that share a statement, and a session that has locked one of their items. On a PostgreSQL
 * server, because the embedded database runs one statement at a time.
 */
describe('changes that share a statement', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let todos: TypeormItemsDal;
  let blocker: QueryRunner;
  const users = anyUsers();
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    todos = new TypeormItemsDal(database.dataSource, WIDE_LIMITS);
    blocker = database.dataSource.createQueryRunner();
  }, 60_000);
  afterAll(async () => {
    await blocker.release();
    await database.close();
  });

  const create = async (user: UserRef): Promise<Item> => {
    await todos.create(user, { title: 'as it was', status: 'PENDING' });
    return (await readList(todos, user)).at(-1)!;
  };
  const changeOf = (item: Item): Item => ({ ...item, title: 'changed' });

  it('wait for their own item only', async () => {
    const [waiting, passing] = [users.next(), users.next()];
    const [held, free] = [await create(waiting), await create(passing)];
    await blocker.startTransaction();
    await blocker.query('SELECT FROM todo.to_do_items WHERE id = $1 FOR UPDATE', [held.id]);
    let isDone = false;
    const late = todos.update(waiting, changeOf(held)).finally(() => (isDone = true));
    expect(await todos.update(passing, changeOf(free))).toBe('done');
    expect(isDone).toBe(false);
    await blocker.commitTransaction();
    expect(await late).toBe('done');
    expect(await readList(todos, waiting)).toEqual([changeOf(held)]);
  });

  it('apply on top of a concurrent change', async () => {
    const user = users.next();
    const item = await create(user);
    await blocker.startTransaction();
    await blocker.query("UPDATE todo.to_do_items SET status = 'DONE' WHERE id = $1", [item.id]);
    const updating = todos.update(user, changeOf(item));
    await blocker.commitTransaction();
    expect(await updating).toBe('done');
    expect(await readList(todos, user)).toEqual([changeOf(item)]);
  });

  it('find no item that was deleted concurrently', async () => {
    const user = users.next();
    const item = await create(user);
    await blocker.startTransaction();
    await blocker.query('DELETE FROM todo.to_do_items WHERE id = $1', [item.id]);
    const updating = todos.update(user, changeOf(item));
    await blocker.commitTransaction();
    expect(await updating).toBe('item_missing');
  });

  it('never deadlock, in any order of several processes', async () => {
    const user = users.next();
    const items: Item[] = [];
    for (let i = 0; i < 10; i++) items.push(await create(user));
    const other = new TypeormItemsDal(database.dataSource, WIDE_LIMITS);
    for (let round = 0; round < 20; round++) {
      const results = await Promise.all([
        ...items.map((item) => todos.update(user, changeOf(item))),
        ...items.toReversed().map((item) => other.update(user, changeOf(item))),
      ]);
      expect(results).not.toContain(false);
    }
  });
});
