import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { createShared } from '../../../core/ports/shared-item.suite.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';

describe('versions of lists', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let dal: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    dal = new TypeormItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
  }, 60_000);
  afterAll(() => close());

  const create = (owner: UserRef, ...members: UserRef[]) =>
    createShared({ dal, connections }, owner, ...members);

  async function versionOf({ userId }: UserRef): Promise<number> {
    const sql = 'SELECT version FROM todo.list_versions WHERE user_id = $1';
    const [row] = await source.query<{ version: number }[]>(sql, [userId]);
    return row?.version ?? 0;
  }

  /** By how much the versions of these users rise by some work. */
  async function raised(who: UserRef[], work: () => Promise<unknown>): Promise<number[]> {
    const before = await Promise.all(who.map(versionOf));
    await work();
    const after = await Promise.all(who.map(versionOf));
    return after.map((version, i) => version - before[i]!);
  }

  /** An item of three users, and a stranger who has another one. */
  async function world() {
    const [owner, member, other, stranger] = [
      users.next(),
      users.next(),
      users.next(),
      users.next(),
    ];
    await create(stranger);
    return {
      id: await create(owner, member, other),
      owner,
      member,
      other,
      all: [owner, member, other, stranger],
    };
  }

  const byHand = (sql: string, ...values: unknown[]) => source.query(sql, values);

  it('are 0 at first, and rise with each item', async () => {
    const user = users.next();
    expect(await versionOf(user)).toBe(0);
    expect(await raised([user], () => create(user))).toEqual([1]);
    expect(await raised([user], () => create(user))).toEqual([1]);
  });

  it('rise for each member of a changed item, and for no one else', async () => {
    const { id, member, all } = await world();
    const tick = () => dal.update(member, { id, status: 'DONE' });
    expect(await raised(all, tick)).toEqual([1, 1, 1, 0]);
    expect(
      await raised(all, () => dal.update(member, { id, title: 'longer than before' })),
    ).toEqual([1, 1, 1, 0]);
  });

  it('stay if nothing changes', async () => {
    const { id, owner, all } = await world();
    expect(await raised(all, () => dal.update(owner, { id, status: 'PENDING' }))).toEqual([
      0, 0, 0, 0,
    ]);
    expect(await raised(all, () => dal.update(owner, { id: 999_999, status: 'DONE' }))).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('rise for who joins or leaves an item, and for those who have it', async () => {
    const { id, owner, member, all } = await world();
    const late = users.next();
    expect(await raised([...all, late], () => connections.share(owner, id, late))).toEqual([
      1, 1, 1, 0, 1,
    ]);
    expect(await raised(all, () => connections.remove(member, id, member.userId))).toEqual([
      1, 1, 1, 0,
    ]);
    expect(await raised(all, () => connections.remove(owner, id, owner.userId))).toEqual([
      1, 0, 1, 0,
    ]);
  });

  it('rise for all who had a deleted item', async () => {
    const { owner, all } = await world();
    expect(await raised(all, () => dal.removeByTitle(owner, 'code'))).toEqual([1, 1, 1, 0]);
  });

  it('rise once by a transaction, with whatever it changes', async () => {
    const { id, owner, all } = await world();
    const other = await create(owner);
    const work = () =>
      source.transaction(async (manager) => {
        for (const status of ['DONE', 'PENDING', 'DONE']) {
          await manager.query('UPDATE todo.to_do_items SET status = $2 WHERE id = $1', [
            id,
            status,
          ]);
          await manager.query('UPDATE todo.to_do_items SET status = $2 WHERE id = $1', [
            other,
            status,
          ]);
        }
      });
    expect(await raised(all, work)).toEqual([1, 1, 1, 0]);
  });

  it('stay if the transaction, or its part, is rolled back', async () => {
    const { id, all } = await world();
    const change = 'UPDATE todo.to_do_items SET status = $2 WHERE id = $1';
    const undone = () =>
      source.transaction(async (manager) => {
        await manager.query(change, [id, 'DONE']);
        throw new Error('on purpose');
      });
    expect(await raised(all, () => undone().catch(() => undefined))).toEqual([0, 0, 0, 0]);
    const partly = () =>
      source.transaction(async (manager) => {
        await manager.query('SAVEPOINT part');
        await manager.query(change, [id, 'DONE']);
        await manager.query('ROLLBACK TO SAVEPOINT part');
      });
    expect(await raised(all, partly)).toEqual([0, 0, 0, 0]);
  });

  describe('by plain SQL', () => {
    it('rise as they do by the product', async () => {
      const { id, other, all } = await world();
      const [, , , stranger] = all;
      const sql = (text: string, ...values: unknown[]) =>
        raised(all, () => byHand(text, ...values));
      expect(
        await sql('UPDATE todo.to_do_items SET title = $2 WHERE id = $1', id, 'by hand'),
      ).toEqual([1, 1, 1, 0]);
      const move =
        'UPDATE todo.user_connections SET user_id = $3 WHERE to_do_id = $1 AND user_id = $2';
      expect(await sql(move, id, other.userId, stranger!.userId)).toEqual([1, 1, 1, 1]);
      const leave = 'DELETE FROM todo.user_connections WHERE to_do_id = $1 AND user_id = $2';
      expect(await sql(leave, id, stranger!.userId)).toEqual([1, 1, 0, 1]);
      expect(await sql('DELETE FROM todo.to_do_items WHERE id = $1', id)).toEqual([1, 1, 0, 0]);
    });

    /** Gives items to users of the same ids, from the first to the last one. */
    const connecting = (first: string, last: string, userId = 'n') => `
      INSERT INTO todo.user_connections (user_id, to_do_id, role)
      SELECT ${userId}, n, 'owner' FROM generate_series(${first}, ${last}) n`;
    const connectMany = (...range: Parameters<typeof connecting>) => byHand(connecting(...range));
    const addMany = (first: string, last: string) =>
      byHand(`
        INSERT INTO todo.to_do_items (id, title, status) OVERRIDING SYSTEM VALUE
        SELECT n, 'one of many', 'PENDING' FROM generate_series(${first}, ${last}) n`);

    it('rise for the user alone who gets or loses as many items as a user may have', async () => {
      const { all } = await world();
      const userId = 123456;
      const items = ['10000001', '10020000'] as const;
      await addMany(...items);
      const connect = () => connectMany(...items, `${userId}`);
      const disconnect = () =>
        byHand('DELETE FROM todo.user_connections WHERE user_id = $1', userId);
      expect(await raised(all, connect)).toEqual([0, 0, 0, 0]);
      expect(await raised(all, disconnect)).toEqual([0, 0, 0, 0]);
      const rows = await source.query<{ version: number }[]>(
        'SELECT version FROM todo.list_versions WHERE user_id = $1',
        [userId],
      );
      expect(rows).toEqual([{ version: 2 }]);
    }, 60_000);

    it('rise for everyone by so many changes that noting them would take long', async () => {
      const { all } = await world();
      // Long ids, so that fewer are too many.
      const [first, last] = ['9000000000000000001', '9000000000000030000'];
      await addMany(first, last);
      expect(await raised(all, () => connectMany(first, last))).toEqual([1, 1, 1, 1]);
      const [row] = await source.query<{ n: number }[]>(
        `SELECT count(*)::integer AS n FROM todo.list_versions WHERE user_id >= ${first} AND version = 1`,
      );
      expect(row!.n).toBe(30_000);
    }, 60_000);

    it('rise also for who has had no version yet, and only loses items by so many changes', async () => {
      const { userId } = users.next();
      const [first, last] = ['9100000000000000001', '9100000000000030000'];
      await addMany(first, last);
      await source.transaction(async (manager) => {
        // As before there were versions.
        await manager.query('SET LOCAL session_replication_role = replica');
        await manager.query(connecting(first, last, `${userId}`));
      });
      const runner = source.createQueryRunner();
      const Seeding = migrations.find(({ name }) => name.startsWith('VersionsOfAllLists'))!;
      await new Seeding().up(runner).finally(() => runner.release());
      const remove = () =>
        byHand(`DELETE FROM todo.to_do_items WHERE id BETWEEN ${first} AND ${last}`);
      expect(await raised([{ userId, uniqueId: '' }], remove)).toEqual([1]);
    }, 60_000);

    it('only rise: one that was given before never names other contents', async () => {
      const { owner } = await world();
      const refused = [
        'UPDATE todo.list_versions SET version = 0 WHERE user_id = $1',
        'UPDATE todo.list_versions SET user_id = -1 WHERE user_id = $1',
        'DELETE FROM todo.list_versions WHERE user_id = $1',
      ];
      for (const text of refused) {
        await expect(byHand(text, owner.userId)).rejects.toThrow('versions of lists only rise');
      }
    });
  });
});
