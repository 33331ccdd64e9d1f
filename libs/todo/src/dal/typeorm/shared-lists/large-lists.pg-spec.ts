import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { SHARING_LIMITS } from '../../../todo.limits.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormListsDal } from '../lists/typeorm-lists.dal.js';
import { insertUserRefs } from '../users/user-refs.js';
import { setSharingLimits } from './sharing-limits.suite.js';
import { TypeormListMembersDal } from './typeorm-list-members.dal.js';

const MEMBERS = 40;
const ITEMS = 400;

/** Fails the last step, in which the row of who leaves is deleted. */
const INTERRUPT = `
  CREATE FUNCTION todo.interrupt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'interrupted'; END $$;
  CREATE TRIGGER interrupt BEFORE DELETE ON todo.lists FOR EACH STATEMENT EXECUTE FUNCTION todo.interrupt()`;

/** Lists with many items and members: some 16,000 memberships. */
describe('large shared lists', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let lists: TypeormListsDal;
  let members: TypeormListMembersDal;
  beforeEach(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    lists = new TypeormListsDal(source);
    members = new TypeormListMembersDal(source, WIDE_LIMITS);
  }, 60_000);
  afterEach(() => close());

  const fill = (user: UserRef, listId: number, items: number) =>
    source.query(
      `WITH item AS (
         INSERT INTO todo.to_do_items (title, status) SELECT 'tea', 'PENDING' FROM generate_series(1, $3) RETURNING id
       )
       INSERT INTO todo.user_connections (user_id, to_do_id, role, list_id) SELECT $1, id, 'owner', $2 FROM item`,
      [user.userId, listId, items],
    );
  async function large() {
    const [owner, ...guests] = Array.from({ length: MEMBERS + 1 }, () => users.next()) as [
      UserRef,
      UserRef,
    ];
    await insertUserRefs(source, [owner, ...guests]);
    const listId = unwrap(await lists.create(owner, 'work')).id;
    for (const guest of guests) {
      await source.query('INSERT INTO todo.senders VALUES ($1, $2, false)', [
        guest.userId,
        owner.userId,
      ]);
      expect(await members.share(owner, listId, guest, '')).toBe('done');
    }
    return { owner, guest: guests[0], listId };
  }
  const counts = async () => {
    const [row] = await source.query<object[]>(
      `SELECT (SELECT count(*)::integer FROM todo.user_connections) AS memberships,
         (SELECT count(*)::integer FROM todo.user_connections WHERE list_id IS NOT NULL) AS filed,
         (SELECT count(*)::integer FROM todo.list_changes WHERE kind = 'list' AND to_do_id = 0) AS "wholeLists"`,
    );
    return row;
  };
  const listIdOf = async (user: UserRef) => unwrap(await lists.all(user))[0]!.id;

  it.each([
    ['deleted', ({ owner, listId }) => lists.delete(owner, listId, true), { memberships: ITEMS }],
    [
      'deleted in a transaction',
      async ({ owner, listId }) => {
        await lists.beginDelete(owner, listId);
        return source.transaction(() => lists.delete(owner, listId, true));
      },
      { memberships: ITEMS },
    ],
    [
      'left by the owner of its items',
      ({ owner, listId }) => members.remove(owner, listId, owner.userId),
      { memberships: ITEMS * MEMBERS, filed: ITEMS * MEMBERS },
    ],
  ] as [string, (list: Awaited<ReturnType<typeof large>>) => Promise<unknown>, object][])(
    'are %s in steps',
    async (_how, leave, expected) => {
      const list = await large();
      for (let i = 0; i < 2; i++) await fill(list.owner, list.listId, ITEMS / 2);
      expect(await leave(list)).toBe('done');
      expect(await counts()).toEqual({ filed: 0, wholeLists: 0, ...expected });
      expect(unwrap(await lists.all(list.owner))).toEqual([]);
    },
    120_000,
  );

  it.each([
    ['deleted', ({ owner, listId }) => lists.delete(owner, listId, true), { memberships: ITEMS }],
    [
      'left',
      ({ owner, listId }) => members.remove(owner, listId, owner.userId),
      { memberships: ITEMS * MEMBERS, filed: ITEMS * MEMBERS },
    ],
  ] as [string, (list: Awaited<ReturnType<typeof large>>) => Promise<unknown>, object][])(
    'are %s by the same request after one that ended between its steps',
    async (_how, leave, expected) => {
      const list = await large();
      for (let i = 0; i < 2; i++) await fill(list.owner, list.listId, ITEMS / 2);
      await source.query(INTERRUPT);
      await expect(leave(list)).rejects.toThrow('interrupted');
      const own = await source.query<object[]>(
        'SELECT FROM todo.user_connections WHERE user_id = $1 AND list_id = $2',
        [list.owner.userId, list.listId],
      );
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThan(ITEMS / 2);
      expect(unwrap(await lists.all(list.owner))).toMatchObject([{ isShared: true }]);
      await source.query('DROP TRIGGER interrupt ON todo.lists');
      expect(await leave(list)).toBe('done');
      expect(await counts()).toEqual({ filed: 0, wholeLists: 0, ...expected });
      expect(unwrap(await lists.all(list.owner))).toEqual([]);
    },
    120_000,
  );

  it('lose the items of a member who is removed, in steps', async () => {
    const { owner, guest, listId } = await large();
    const own = await listIdOf(guest);
    for (let i = 0; i < 2; i++) await fill(guest, own, ITEMS / 2);
    expect(await members.remove(owner, listId, guest.userId)).toBe('done');
    expect(await counts()).toEqual({ memberships: ITEMS, filed: 0, wholeLists: 0 });
  }, 120_000);

  it('change by a limited number of memberships in one transaction', async () => {
    const { owner, listId } = await large();
    const all = fill(owner, listId, ITEMS);
    await expect(all).rejects.toMatchObject({ code: 'TD001', message: 'too_many_shares' });
    expect(await counts()).toMatchObject({ memberships: 0 });
  }, 120_000);

  it('refuse what is one too many in a transaction, and the rest of it stays', async () => {
    const { owner, guest, listId } = await large();
    await setSharingLimits(source, WIDE_LIMITS, MEMBERS * 2);
    const detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
    const draft = { title: 'tea', status: 'PENDING', ...NO_DETAILS, listId } as const;
    const made: unknown[] = [];
    await source.transaction(async () => {
      for (let i = 0; i < 3; i++) made.push(await detailed.create(owner, draft));
    });
    expect(made).toEqual([expect.any(Object), expect.any(Object), 'too_many_shares']);
    const [{ count }] = await source.query<[{ count: number }]>(
      'SELECT count(*)::integer AS count FROM todo.user_connections WHERE user_id = $1',
      [guest.userId],
    );
    expect(count).toBe(2);
  }, 120_000);

  it('have the limits of the product', async () => {
    const [limits] = await source.query<object[]>('SELECT * FROM todo.sharing_limits()');
    const { membersPerItem, sharedPerSender, sharedPerReceiver } = SHARING_LIMITS;
    expect(limits).toEqual({
      members: membersPerItem,
      by_sender: sharedPerSender,
      to_receiver: sharedPerReceiver,
      at_once: 10_000,
    });
  });

  it('are lists of each member when the migration is reverted, and can be shared again after it', async () => {
    const { owner, guest, listId } = await large();
    await fill(owner, listId, 2);
    const runner = source.createQueryRunner();
    const migration = new (migrations.find(({ name }) => name.startsWith('SharedLists'))!)();
    await migration.down(runner);
    expect(await counts()).toMatchObject({ memberships: 2 * (MEMBERS + 1) });
    await migration.up(runner);
    await runner.release();
    expect(unwrap(await lists.all(guest))).toMatchObject([{ isShared: false, role: 'owner' }]);
    expect(await members.share(owner, listId, guest, '')).toBe('done');
    expect(unwrap(await lists.all(guest))).toHaveLength(2);
  }, 120_000);
});
