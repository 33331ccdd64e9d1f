import { type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import type { Item } from '../item.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { DetailedChanged, DetailedItemsDal } from './detailed-items.dal.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import { readList } from './read-list.suite.js';

/** A store under test, and its items with details. */
export interface DetailedStoreUnderTest extends TodoStoreUnderTest {
  detailed: DetailedItemsDal;
}

const NO_ITEM = 2_147_483_647;

/** The contract of {@link DetailedItemsDal} for one item, for every implementation. */
export function describeOneItemContract(
  name: string,
  open: () => Promise<DetailedStoreUnderTest>,
): void {
  describe(`one item: ${name}`, () => {
    const users = anyUsers();
    let store: DetailedStoreUnderTest;
    let dal: DetailedItemsDal;
    beforeAll(async () => {
      store = await open();
      dal = store.detailed;
    }, 60_000);
    afterAll(() => store.close());

    const create = async (user: UserRef, title: string) => {
      await store.dal.create(user, { title, status: 'PENDING' });
      return (await readList(store.dal, user)).at(-1)!;
    };
    const version1 = ({ id, title, status }: Item): Item => ({ id, title, status });

    it('is found by its members, and changes if a condition holds', async () => {
      const [owner, member, other] = [users.next(), users.next(), users.next()];
      const item = await create(owner, 'one');
      const { id } = item;
      await store.connections.share(owner, id, member);
      const owned = { ...item, ...NO_DETAILS, role: 'owner' };
      expect(await dal.find(owner, id)).toMatchObject({ ...owned, isShared: true });
      expect(await dal.find(member, id)).toMatchObject({ ...item, ...NO_DETAILS, role: 'member' });
      expect(await dal.find(other, id)).toBe('item_missing');
      const { id: alone } = await create(owner, 'alone');
      expect(await dal.find(owner, alone)).toMatchObject({ isShared: false });
      expect(await dal.find(owner, NO_ITEM)).toBe('item_missing');

      const seen: DetailedItem[] = [];
      const change = (user: UserRef, answer: boolean, fields: Partial<Item> = { title: 'uno' }) =>
        dal.change(user, { id, ...fields }, (present) => (seen.push({ ...present }), answer));
      expect(await change(member, false)).toMatchObject({ item, isChanged: false });
      expect(await dal.find(owner, id)).toMatchObject(item);
      const changed = { ...item, title: 'uno' };
      expect(await change(member, true)).toMatchObject({ item: changed, isChanged: true });
      expect(await dal.find(owner, id)).toMatchObject(changed);
      expect(await change(owner, true, { status: 'DONE' })).toMatchObject({
        item: { ...changed, status: 'DONE' },
        isChanged: true,
      });
      expect(seen.map(version1)).toEqual([item, item, changed]);
      expect(await change(other, true)).toBe('item_missing');
      expect(await dal.change(owner, { id: NO_ITEM, title: 'x' }, () => true)).toBe('item_missing');
      expect(seen).toHaveLength(3);
    });

    it('gets one of many concurrent changes on the condition that it is as before', async () => {
      const [owner, member] = [users.next(), users.next()];
      const { id } = await create(owner, 'shared');
      await store.connections.share(owner, id, member);
      const changes = Array.from({ length: 20 }, (_, i) =>
        dal.change(
          i % 2 ? owner : member,
          { id, title: `by ${i}` },
          ({ title }) => title === 'shared',
        ),
      );
      const outcomes = (await Promise.all(changes)) as DetailedChanged[];
      const done = outcomes.filter(({ isChanged }) => isChanged);
      expect(done).toHaveLength(1);
      const winner = version1(done[0]!.item);
      for (const { item } of outcomes) expect(version1(item)).toEqual(winner);
      expect(await readList(store.dal, owner)).toEqual([winner]);
    });

    it('is removed by its owner for all members, if a condition holds; others leave it', async () => {
      const [owner, member, other] = [users.next(), users.next(), users.next()];
      const { id } = await create(owner, 'one');
      for (const user of [member, other]) await store.connections.share(owner, id, user);
      const seen = await dal.find(owner, id);
      const asked: unknown[] = [];
      const refuse = (item: DetailedItem) => (asked.push(item), false);
      expect(await dal.remove(owner, id, refuse)).toEqual(seen);
      expect(asked).toEqual([seen]);
      expect(await dal.remove(other, id, () => true)).toBe('done');
      expect(await dal.find(other, id)).toBe('item_missing');
      expect(await dal.remove(other, id, () => true)).toBe('item_missing');
      expect(await dal.find(member, id)).toMatchObject({ id });
      expect(await dal.remove(owner, id, () => true)).toBe('done');
      for (const user of [owner, member]) {
        expect(await dal.find(user, id)).toBe('item_missing');
        expect(await readList(store.dal, user)).toEqual([]);
      }
      expect(await dal.remove(owner, NO_ITEM, () => true)).toBe('item_missing');
      const second = await create(owner, 'two');
      expect(await dal.remove({ ...owner, uniqueId: 'another' }, second.id, () => true)).toBe(
        'user_replaced',
      );
    });

    it('is neither read nor changed by a deleted user, or another one of the id', async () => {
      const user = users.next();
      const { id } = await create(user, 'code');
      const other = { userId: user.userId, uniqueId: 'another user' };
      const attempts = (who: UserRef) =>
        Promise.all([dal.find(who, id), dal.change(who, { id, title: 'x' }, () => true)]);
      expect(await attempts(other)).toEqual(['user_replaced', 'user_replaced']);
      await store.references.delete(referenceTo(user));
      expect(await attempts(user)).toEqual(['user_deleted', 'user_deleted']);
    });
  });
}
