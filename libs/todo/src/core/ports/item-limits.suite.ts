import { anyUsers, referenceTo } from './any-users.suite.js';
import type { ItemLimits } from '../item-limits.js';
import { readList } from './read-list.suite.js';
import type { ItemDraft } from '../item.js';
import type { UserRef } from '../user-ref.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';

const LIMITS: ItemLimits = {
  itemsPerUser: 5,
  titleBytesPerUser: 100,
  sharedPerSender: 2,
  sharedPerReceiver: 3,
  membersPerItem: 3,
};

/** The contract of the limits of items, for every implementation. */
export function describeItemLimitsContract(
  name: string,
  open: (limits: ItemLimits) => Promise<TodoStoreUnderTest>,
): void {
  describe(`ItemLimits: ${name}`, () => {
    const users = anyUsers();
    let store: TodoStoreUnderTest;
    beforeAll(async () => {
      store = await open(LIMITS);
    }, 60_000);
    afterAll(() => store.close());

    const draft = (title: string): ItemDraft => ({ title, status: 'PENDING' });
    const create = (user: UserRef, title = 'x') => store.dal.create(user, draft(title));
    const createItem = async (user: UserRef, title = 'x') => {
      await create(user, title);
      return (await readList(store.dal, user)).at(-1)!.id;
    };
    const fill = async (user: UserRef) => {
      for (let i = 0; i < LIMITS.itemsPerUser; i++) await create(user, `${i}`);
    };
    const handOver = async (how: string, owner: UserRef, id: number) => {
      if (how === 'leaves') await store.connections.remove(owner, id, owner.userId);
      else await store.references.delete(referenceTo(owner));
    };
    it('let a user own this many items, and again after one is deleted', async () => {
      const user = users.next();
      await fill(user);
      expect(await create(user)).toBe('too_many_items');
      await store.dal.removeByTitle(user, '3');
      await create(user);
      expect(await create(user)).toBe('too_many_items');
      expect(await readList(store.dal, user)).toHaveLength(5);
      await create(users.next());
    });

    it('admit exactly the maximum of many concurrent creates', async () => {
      for (const before of [0, 4]) {
        const user = users.next();
        for (let i = 0; i < before; i++) await create(user);
        const outcomes = await Promise.all(Array.from({ length: 12 }, () => create(user)));
        expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5 - before);
        expect(outcomes.filter((outcome) => outcome === 'too_many_items')).toHaveLength(7 + before);
        expect(await readList(store.dal, user)).toHaveLength(5);
      }
    });

    it('let the titles of a user have this many bytes', async () => {
      const user = users.next();
      await create(user, 'é'.repeat(40));
      await create(user, 'x'.repeat(20));
      expect(await create(user, 'x')).toBe('titles_too_long');
      await store.dal.removeByTitle(user, 'x'.repeat(20));
      await create(user, 'x'.repeat(19));
      await create(user, 'x');
      expect(await readList(store.dal, user)).toHaveLength(3);
    });

    it('admit those of many concurrent titles that fit', async () => {
      const user = users.next();
      const titles = [60, 60, 30, 10].map((length) => 'x'.repeat(length));
      const outcomes = await Promise.all(titles.map((title) => create(user, title)));
      const sizes = (await readList(store.dal, user)).map(({ title }) => title.length);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(sizes.length);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
    });

    it('let a title get shorter, and longer as long as all fit', async () => {
      const user = users.next();
      const id = await createItem(user, 'x'.repeat(90));
      expect(await store.dal.update(user, { id, title: 'é'.repeat(50) })).toBe('done');
      const longer = store.dal.update(user, { id, title: 'x'.repeat(101), status: 'DONE' });
      expect(await longer).toBe('titles_too_long');
      expect(await readList(store.dal, user)).toEqual([
        { id, title: 'é'.repeat(50), status: 'PENDING' },
      ]);
      expect(await store.dal.update(user, { id, status: 'DONE' })).toBe('done');
      expect(await store.dal.update(user, { id, title: 'x'.repeat(10) })).toBe('done');
      await create(user, 'x'.repeat(90));
      expect(await create(user)).toBe('titles_too_long');
    });

    it('let one of several concurrent titles grow when only one fits', async () => {
      const user = users.next();
      const ids: number[] = [];
      for (let i = 0; i < 4; i++) ids.push(await createItem(user));
      const growing = ids.map((id) => store.dal.update(user, { id, title: 'x'.repeat(60) }));
      const outcomes = await Promise.all(growing);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'titles_too_long')).toHaveLength(3);
      expect((await readList(store.dal, user)).map(({ title }) => title.length).sort()).toEqual([
        1, 1, 1, 60,
      ]);
    });

    it('count the title of a shared item for its owner, also if a member changes it', async () => {
      const [owner, member] = [users.next(), users.next()];
      const id = await createItem(owner, 'x'.repeat(50));
      await store.connections.share(owner, id, member);
      await create(member, 'x'.repeat(90));
      expect(await store.dal.update(member, { id, title: 'x'.repeat(100) })).toBe('done');
      expect(await create(owner)).toBe('titles_too_long');
      const longer = store.dal.update(member, { id, title: 'x'.repeat(101) });
      expect(await longer).toBe('titles_too_long');
    });

    it.each(['leaves', 'is deleted'])(
      'hand an item over to its earliest member when its owner %s, whose own limits do not change',
      async (how) => {
        const [owner, heir] = [users.next(), users.next()];
        const id = await createItem(owner, 'x'.repeat(60));
        await store.connections.share(owner, id, heir);
        await fill(heir);
        await handOver(how, owner, id);
        expect(await store.connections.listOf(heir, id)).toEqual([
          { userId: heir.userId, role: 'owner' },
        ]);
        expect(await create(heir)).toBe('too_many_items');
        await store.dal.removeByTitle(heir, '0');
        await create(heir, 'x'.repeat(96));
        expect(await store.dal.update(heir, { id, title: 'y'.repeat(200) })).toBe('done');
        await store.dal.removeByTitle(heir, 'y'.repeat(200));
        expect(await create(heir)).toBe('too_many_items');
        await store.dal.removeByTitle(heir, '1');
        expect(await create(heir, 'xx')).toBe('titles_too_long');
        expect(await create(heir, 'x')).toBe('done');
      },
    );

    it('count a handed over item as shared with the user, until it is deleted', async () => {
      const [owner, heir] = [users.next(), users.next()];
      for (let i = 0; i < LIMITS.sharedPerReceiver; i++) {
        const id = await createItem(owner, `${i}`);
        expect(await store.connections.share(owner, id, heir)).toBe('done');
        await handOver('leaves', owner, id);
      }
      const id = await createItem(owner);
      expect(await store.connections.share(owner, id, heir)).toBe('too_many_shares');
      await store.dal.removeByTitle(heir, '0');
      expect(await store.connections.share(owner, id, heir)).toBe('done');
    });

    it('let an owner who has left an item own another', async () => {
      const [owner, heir] = [users.next(), users.next()];
      await fill(owner);
      const { id } = (await readList(store.dal, owner))[0]!;
      await store.connections.share(owner, id, heir);
      await store.connections.remove(owner, id, owner.userId);
      await create(owner);
      expect(await create(owner)).toBe('too_many_items');
    });

    it('let one user share this many items with another, and all others this many in total', async () => {
      const [one, two, target] = [users.next(), users.next(), users.next()];
      const share = async (owner: UserRef) =>
        store.connections.share(owner, await createItem(owner), target);
      await share(one);
      await share(one);
      expect(await share(one)).toBe('too_many_shares');
      await share(two);
      expect(await share(two)).toBe('too_many_shares');
      const { id } = (await readList(store.dal, one))[0]!;
      await store.connections.remove(target, id, target.userId);
      await share(two);
      expect(await readList(store.dal, target)).toHaveLength(3);
    });

    it('admit exactly the maximum of many concurrent shares', async () => {
      const owners = Array.from({ length: 6 }, () => users.next());
      const target = users.next();
      const ids: number[] = [];
      for (const owner of owners) ids.push(await createItem(owner));
      const outcomes = await Promise.all(
        owners.map((owner, i) => store.connections.share(owner, ids[i]!, target)),
      );
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === 'too_many_shares')).toHaveLength(3);
      expect(await readList(store.dal, target)).toHaveLength(3);
    });

    it('let an item have this many members', async () => {
      const owner = users.next();
      const id = await createItem(owner);
      for (let i = 0; i < 3; i++) await store.connections.share(owner, id, users.next());
      expect(await store.connections.share(owner, id, users.next())).toBe('too_many_members');
    });
  });
}
