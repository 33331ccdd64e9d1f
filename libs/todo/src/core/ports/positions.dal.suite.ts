import { seededRandom } from '../../../../../test/support/random.js';
import { type DetailedDraft, type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import type { ItemQuery } from '../details/item-query.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers } from './any-users.suite.js';
import type { ListsStoreUnderTest } from './lists.dal.suite.js';

const TEA: DetailedDraft = { title: 'tea', status: 'PENDING', ...NO_DETAILS };
const BY_POSITION: ItemQuery = { sort: 'position', isDescending: false, limit: 100, listId: null };
const NONE = 2_147_483_647;

/** The contract of `ListsDal` for the order of items, for every implementation that has lists. */
export function describePositionsContract(
  name: string,
  open: () => Promise<ListsStoreUnderTest>,
): void {
  describe(`positions of items: ${name}`, () => {
    const users = anyUsers();
    let store: ListsStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    const page = async (user: UserRef, query: Partial<ItemQuery> = {}) =>
      unwrap(await store.detailed.page(user, { ...BY_POSITION, ...query }));
    const order = async (user: UserRef, query: Partial<ItemQuery> = {}) =>
      (await page(user, query)).items.map(({ id }) => id);
    const create = async (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      unwrap(await store.detailed.create(user, { ...TEA, ...draft })).id;
    async function createAll(user: UserRef, count: number) {
      const ids = [];
      for (let i = 0; i < count; i++) ids.push(await create(user));
      return ids as [number, number, number, number, ...number[]];
    }
    const move = async (user: UserRef, id: number, place: Parameters<typeof store.lists.move>[2]) =>
      unwrap(await store.lists.move(user, id, place));

    it('are none at first: items are in the order of their ids', async () => {
      const user = users.next();
      const [a, b, c, d] = await createAll(user, 4);
      expect(await order(user)).toEqual([a, b, c, d]);
      expect((await move(user, c, { before: a })).position).not.toBeNull();
      expect(await order(user)).toEqual([c, a, b, d]);
      expect(await store.detailed.find(user, a)).toMatchObject({ position: null });
      await move(user, c, { after: b });
      expect(await order(user)).toEqual([a, b, c, d]);
      expect(await order(user, { isDescending: true })).toEqual([c, b, a, d]);
      const added = await create(user);
      expect(await order(user)).toEqual([a, b, c, d, added]);
    });

    it('stay if an item is moved beside itself', async () => {
      const user = users.next();
      const [a] = await createAll(user, 2);
      const before = await page(user);
      expect(await move(user, a, { before: a })).toEqual(before.items[0]);
      expect(await page(user)).toEqual(before);
    });

    it('are of a list: an item moves to that of its neighbour', async () => {
      const user = users.next();
      const [a, b, c] = await createAll(user, 3);
      const { id: listId } = unwrap(await store.lists.create(user, 'work'));
      const there = await create(user, { listId });
      await move(user, b, { before: a });
      expect(await move(user, b, { after: there })).toMatchObject({ listId });
      expect(await order(user, { listId })).toEqual([there, b]);
      expect(await order(user)).toEqual([a, c]);
      await store.detailed.change(user, { id: b, listId: null }, () => true);
      expect(await store.detailed.find(user, b)).toMatchObject({ listId: null, position: null });
      expect(await order(user)).toEqual([a, b, c]);
    });

    it('are those of one member, who alone gets the event', async () => {
      const [owner, member] = [users.next(), users.next()];
      const [a, b] = await createAll(owner, 2);
      for (const id of [a, b]) await store.connections.share(owner, id, member);
      const tags = await store.changes.tagsOf([owner.userId, member.userId]);
      const before = (await store.detailed.find(owner, b)) as DetailedItem;
      const moved = await move(owner, b, { before: a });
      expect(moved).toEqual({ ...before, position: moved.position });
      expect(await order(member)).toEqual([a, b]);
      expect(unwrap(await store.changes.since(owner, tags.get(owner.userId)))).toMatchObject({
        events: [{ kind: 'changed', item: moved }],
      });
      const after = await store.changes.tagsOf([member.userId]);
      expect(after.get(member.userId)).toBe(tags.get(member.userId));
    });

    it('do not change without one of the two items', async () => {
      const [user, other] = [users.next(), users.next()];
      const [mine, another] = await createAll(user, 2);
      const [theirs] = await createAll(other, 1);
      for (const id of [theirs, NONE]) {
        expect(await store.lists.move(user, mine, { after: id })).toBe('item_missing');
        expect(await store.lists.move(user, id, { after: mine })).toBe('item_missing');
        expect(await store.lists.move(user, id, { after: id })).toBe('item_missing');
      }
      expect((await page(user)).items).toMatchObject([
        { id: mine, position: null },
        { id: another, position: null },
      ]);
    });

    it('sort items by moves at any places, page by page, at the same time too', async () => {
      const random = seededRandom();
      const user = users.next();
      const ids = await createAll(user, 30);
      const pick = () => ids[Math.floor(random() * ids.length)]!;
      let expected: number[] = [...ids];
      for (let i = 0; i < 60; i++) {
        const [moved, beside] = [pick(), pick()];
        await move(user, moved, { after: beside });
        if (moved === beside) continue;
        expected = expected.filter((id) => id !== moved);
        expected.splice(expected.indexOf(beside) + 1, 0, moved);
      }
      expect(await order(user)).toEqual(expected);
      await Promise.all(ids.map((id) => move(user, id, { before: pick() })));
      for (const isDescending of [false, true]) {
        const query = { isDescending, limit: 7 };
        const whole = await order(user, { ...query, limit: 100 });
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const { items, next } = await page(user, { ...query, cursor });
          seen.push(...items.map(({ id }) => id));
          cursor = next;
        } while (cursor !== undefined);
        expect(seen).toEqual(whole);
        expect(new Set(seen)).toEqual(new Set(ids));
      }
    }, 60_000);
  });
}
