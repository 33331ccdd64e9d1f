import { type DetailedDraft, type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import type { ItemLimits } from '../item-limits.js';
import { type Refusal, unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { WIDE_LIMITS } from './any-limits.suite.js';
import { anyUsers } from './any-users.suite.js';
import type { DetailedStoreUnderTest } from './one-item.suite.js';
import type { ReconcileDal } from './reconcile.dal.js';

interface RepeatingStoreUnderTest extends DetailedStoreUnderTest {
  reconcile: ReconcileDal;
}

type Tick = (user: UserRef, id: number) => Promise<unknown>;

const LIMITS: ItemLimits = {
  ...{ itemsPerUser: 3, titleBytesPerUser: 10, membersPerItem: 3 },
  ...{ sharedPerSender: 2, sharedPerReceiver: 3 },
};
/** Far enough that it is never in the past. */
const DAILY: DetailedDraft = {
  ...{ title: 'tea', status: 'PENDING', notes: '# Tea', priority: 2, labels: ['home'] },
  ...{ due: { date: '2090-03-25', time: '02:30', zone: 'Europe/Berlin' }, repeat: 'FREQ=DAILY' },
};

/** The contract of items that repeat, for every implementation that stores details. */
export function describeRepeatingItemsContract(
  name: string,
  open: (limits: ItemLimits) => Promise<RepeatingStoreUnderTest>,
): void {
  describe(`repeating items: ${name}`, () => {
    const users = anyUsers();
    let wide: RepeatingStoreUnderTest;
    let narrow: RepeatingStoreUnderTest;
    let store: RepeatingStoreUnderTest;
    beforeAll(async () => {
      [wide, narrow] = [await open(WIDE_LIMITS), await open(LIMITS)];
      store = wide;
    }, 60_000);
    beforeEach(() => (store = wide));
    afterEach(async () => {
      expect((await store.reconcile.countsAfter(0, 1_000)).miscounted).toEqual([]);
    });
    afterAll(() => Promise.all([wide.close(), narrow.close()]));

    const create = async (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      unwrap(await store.detailed.create(user, { ...DAILY, ...draft }));
    const change = (user: UserRef, id: number, fields: Partial<DetailedDraft>) =>
      store.detailed.change(user, { id, ...fields }, () => true);
    const items = async (user: UserRef): Promise<DetailedItem[]> => {
      const query = { sort: 'created', isDescending: false, limit: 100 } as const;
      return unwrap(await store.detailed.page(user, query)).items;
    };
    const next = async (user: UserRef) => (await items(user)).at(-1)!;
    const ticks: [string, Tick][] = [
      ['version 1', (user, id) => store.dal.update(user, { id, status: 'DONE' })],
      ['version 2', (user, id) => change(user, id, { status: 'DONE' })],
    ];

    describe.each(ticks)('ticked by %s', (_, tick) => {
      it('are followed by the next one, to which the rule moves', async () => {
        const user = users.next();
        const { id } = await create(user);
        await tick(user, id);
        const [done, open, ...more] = await items(user);
        expect(done).toMatchObject({ ...DAILY, id, status: 'DONE', repeat: null });
        expect(done!.completedAt).not.toBeNull();
        const due = { ...DAILY.due, date: '2090-03-26' };
        expect(open).toMatchObject({ ...DAILY, due, completedAt: null, updatedAt: null });
        expect(more).toEqual([]);
      });

      it('are followed once, also if they are opened and ticked again', async () => {
        const user = users.next();
        const { id } = await create(user);
        await tick(user, id);
        await tick(user, id);
        await store.dal.update(user, { id, status: 'PENDING' });
        await tick(user, id);
        expect(await items(user)).toHaveLength(2);
      });

      it('are followed once by many at the same time, of both versions', async () => {
        const [owner, member] = [users.next(), users.next()];
        const { id } = await create(owner);
        await store.connections.share(owner, id, member);
        const all = Array.from({ length: 8 }, (_, i) => [
          tick(i % 2 ? owner : member, id),
          ticks[i % 2]![1](owner, id),
        ]);
        await Promise.all(all.flat());
        for (const user of [owner, member]) expect(await items(user)).toHaveLength(2);
      });

      it('have the same members, in the same order and roles', async () => {
        const [owner, first, second, other] = [
          users.next(),
          users.next(),
          users.next(),
          users.next(),
        ];
        const { id } = await create(owner);
        for (const member of [second, first]) await store.connections.share(owner, id, member);
        await tick(first, id);
        const made = await next(owner);
        const members = await store.connections.listOf(owner, id);
        expect(members).toHaveLength(3);
        expect(await store.connections.listOf(owner, made.id)).toEqual(members);
        expect(await next(second)).toEqual({ ...made, role: 'member' });
        expect(await items(other)).toEqual([]);
      });

      it('count for their owner, also after an item that was handed over', async () => {
        store = narrow;
        const [owner, heir] = [users.next(), users.next()];
        const { id } = await create(owner);
        await store.connections.share(owner, id, heir);
        await store.connections.remove(owner, id, owner.userId);
        for (let made = 0; made < LIMITS.itemsPerUser; made++) {
          await tick(heir, (await next(heir)).id);
          expect((await next(heir)).role).toBe('owner');
        }
        expect(await tick(heir, (await next(heir)).id)).toBe('too_many_items');
      });

      it.each<[Refusal, number, string]>([
        ['too_many_items', 2, 'x'],
        ['titles_too_long', 1, 'xxxxxx'],
      ])(
        'are refused with %s, for members too, and nothing is lost',
        async (reason, others, title) => {
          store = narrow;
          const [owner, member] = [users.next(), users.next()];
          const { id } = await create(owner, { title });
          for (let i = 0; i < others; i++) await create(owner, { title: 'x', repeat: null });
          await store.connections.share(owner, id, member);
          const before = await items(owner);
          for (const user of [owner, member]) expect(await tick(user, id)).toBe(reason);
          expect(await items(owner)).toEqual(before);
          expect(await change(member, id, { notes: 'late' })).toMatchObject({ isChanged: true });
        },
      );

      it('are refused if a member may have no more of the owner', async () => {
        store = narrow;
        const [owner, member] = [users.next(), users.next()];
        const { id } = await create(owner);
        const other = await create(owner, { title: 'x', repeat: null });
        for (const item of [id, other.id]) await store.connections.share(owner, item, member);
        expect(await tick(owner, id)).toBe('too_many_shares');
        await store.connections.remove(owner, other.id, member.userId);
        await tick(owner, id);
        expect(await items(member)).toHaveLength(2);
      });

      it('that an earlier version has ticked are followed when they are ticked again', async () => {
        const user = users.next();
        const { id } = await create(user, { status: 'DONE' });
        await store.dal.update(user, { id, title: 'green tea' });
        expect(await items(user)).toHaveLength(1);
        await tick(user, id);
        expect(await next(user)).toMatchObject({ title: 'green tea', repeat: DAILY.repeat });
        expect(await items(user)).toHaveLength(2);
      });

      it('end', async () => {
        const user = users.next();
        await create(user, { repeat: 'FREQ=DAILY;COUNT=2' });
        for (let i = 0; i < 3; i++) await tick(user, (await next(user)).id);
        const all = await items(user);
        expect(all.map(({ status, repeat }) => [status, repeat])).toEqual([
          ['DONE', null],
          ['DONE', null],
        ]);
      });
    });

    it('take what changes with the tick', async () => {
      const user = users.next();
      const { id } = await create(user);
      const fields = { title: 'coffee', due: { date: '2090-05-01' }, repeat: 'FREQ=WEEKLY' };
      await change(user, id, { ...fields, status: 'DONE' });
      expect(await next(user)).toMatchObject({ ...fields, due: { date: '2090-05-08' } });
      await change(user, (await next(user)).id, { status: 'DONE', repeat: null });
      expect(await items(user)).toHaveLength(2);
    });

    it('count a longer title twice when it changes with the tick', async () => {
      store = narrow;
      const user = users.next();
      const { id } = await create(user, { title: 'x' });
      const longer = { title: 'xxxxxx', status: 'DONE' } as const;
      expect(await change(user, id, longer)).toBe('titles_too_long');
      expect(await store.dal.update(user, { id, ...longer })).toBe('titles_too_long');
      expect(await change(user, id, { ...longer, title: 'xxxxx' })).toMatchObject({
        isChanged: true,
      });
      expect(await create(user, { title: 'x', repeat: null }).catch(String)).toContain('maximum');
    });

    it('are not followed if the condition of the change does not hold', async () => {
      const user = users.next();
      const item = await create(user);
      const outcome = await store.detailed.change(
        user,
        { id: item.id, status: 'DONE' },
        () => false,
      );
      expect(outcome).toEqual({ item, isChanged: false });
      expect(await items(user)).toEqual([item]);
    });

    it('lose their rule with a change, and need a due date', async () => {
      const user = users.next();
      const { id } = await create(user);
      await change(user, id, { repeat: null, due: null });
      await store.dal.update(user, { id, status: 'DONE' });
      expect(await items(user)).toHaveLength(1);
      await expect(create(user, { due: null })).rejects.toThrow();
      expect(await create(user, { ...NO_DETAILS })).toMatchObject(NO_DETAILS);
    });
  });
}
