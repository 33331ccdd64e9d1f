import { anyUsers, referenceTo } from './any-users.suite.js';
import type { ExportedItemsDal } from './exported-items.dal.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import { createShared } from './shared-item.suite.js';

/** The contract of {@link ExportedItemsDal}, for every implementation. */
export function describeExportedItemsDalContract(
  name: string,
  open: () => Promise<TodoStoreUnderTest & { exported: ExportedItemsDal }>,
): void {
  describe(`ExportedItemsDal: ${name}`, () => {
    const users = anyUsers();
    let store: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    it('has what is stored of a user’s items, and of no others', async () => {
      const [user, friend] = [users.next(), users.next()];
      const own = await createShared(store, user, friend);
      const shared = await createShared(store, friend, user);
      await createShared(store, friend);
      const alone = await createShared(store, user);
      const items = await store.exported.page(user, 0, 10);
      expect(items).toMatchObject([
        { id: own, role: 'owner', isShared: true, isInherited: false, status: 'PENDING' },
        { id: shared, role: 'member', isShared: true, isInherited: false },
        { id: alone, isShared: false },
      ]);
      expect(items.every(({ since, title }) => since instanceof Date && title !== '')).toBe(true);
      await store.connections.remove(friend, shared, friend.userId);
      const [, inherited] = await store.exported.page(user, 0, 10);
      expect(inherited).toMatchObject({ id: shared, role: 'owner', isInherited: true });
    });

    it('is read page by page', async () => {
      const user = users.next();
      const ids = [];
      for (let i = 0; i < 5; i++) ids.push(await createShared(store, user));
      const pages = [];
      for (let after = 0; ;) {
        const page = await store.exported.page(user, after, 2);
        if (page.length === 0) break;
        pages.push(page.map(({ id }) => id));
        after = page.at(-1)!.id;
      }
      expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    });

    it('tells that what is stored is of an earlier user of the id, or of a deleted one', async () => {
      const user = users.next();
      expect(await store.exported.refusalOf(user)).toBeUndefined();
      await createShared(store, user);
      expect(await store.exported.refusalOf(user)).toBeUndefined();
      const second = { ...user, uniqueId: 'another' };
      expect(await store.exported.refusalOf(second)).toBe('user_replaced');
      await store.references.delete(referenceTo(user));
      expect(await store.exported.refusalOf(user)).toBe('user_deleted');
    });

    it('has nothing of an earlier user of the id, or of a deleted one', async () => {
      const user = users.next();
      await createShared(store, user);
      expect(await store.exported.page({ ...user, uniqueId: 'another' }, 0, 10)).toEqual([]);
      await store.references.delete(referenceTo(user));
      expect(await store.exported.page(user, 0, 10)).toEqual([]);
    });
  });
}
