import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { parse, readList } from '../../../core/ports/read-list.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';

const MB = 2 ** 20;
const ITEM = { title: 'code', status: 'PENDING' } as const;

describe('lists that a process keeps', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let dal: TypeormItemsDal;
  let replica: TypeormItemsDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    dal = new TypeormItemsDal(source, WIDE_LIMITS, MB);
    replica = new TypeormItemsDal(source, WIDE_LIMITS, MB);
  }, 60_000);
  afterAll(() => close());

  async function userWithItem(): Promise<UserRef> {
    const user = users.next();
    await dal.create(user, ITEM);
    return user;
  }
  const read = async (user: UserRef, from = dal) => unwrap(await from.list(user));
  const titles = async (user: UserRef, from = dal) =>
    parse(await read(user, from)).pending.map(({ title }) => title);

  it('are used again while nothing changes', async () => {
    const user = await userWithItem();
    const list = await read(user);
    expect(await read(user)).toBe(list);
    await dal.update(user, { id: (await readList(dal, user))[0]!.id, title: 'changed' });
    expect(await read(user)).not.toBe(list);
  });

  it('are never stale: neither beside another process, nor beside SQL by hand', async () => {
    const user = await userWithItem();
    await Promise.all([read(user), read(user, replica)]);
    await replica.create(user, { ...ITEM, title: 'by a replica' });
    expect(await titles(user)).toEqual(['code', 'by a replica']);
    const sql = 'UPDATE todo.to_do_items SET title = $1 WHERE title = $2';
    await source.query(sql, ['by hand', 'by a replica']);
    for (const each of [dal, replica])
      expect(await titles(user, each)).toEqual(['code', 'by hand']);
  });

  it('are refused as others are, once their user is deleted', async () => {
    const user = await userWithItem();
    await read(user);
    await source.query('UPDATE todo.user_refs SET deleted_at = now() WHERE user_id = $1', [
      user.userId,
    ]);
    expect(await dal.list(user)).toBe('user_deleted');
    expect(await dal.list({ ...user, uniqueId: 'another one' })).toBe('user_replaced');
  });

  it('have the same tag in each process, and another one after the tables were emptied', async () => {
    const user = await userWithItem();
    const { tag } = await read(user);
    expect((await read(user, replica)).tag).toBe(tag);
    await source.query('TRUNCATE todo.user_connections, todo.to_do_items, todo.invitations');
    const emptied = await read(user);
    expect(parse(emptied)).toEqual({ pending: [], done: [] });
    expect(emptied.tag).not.toBe(tag);
  });

  it('are dropped beyond their memory', async () => {
    const small = new TypeormItemsDal(source, WIDE_LIMITS, 2_000);
    const many = [
      await userWithItem(),
      await userWithItem(),
      await userWithItem(),
      await userWithItem(),
    ];
    const [first] = many;
    const list = await read(first!, small);
    expect(await read(first!, small)).toBe(list);
    for (const user of many) await read(user, small);
    expect(await read(first!, small)).not.toBe(list);
    const none = new TypeormItemsDal(source, WIDE_LIMITS);
    expect(await read(first!, none)).not.toBe(await read(first!, none));
  });
});
