import { anyUsers, referenceTo } from './any-users.suite.js';
import { readList } from './read-list.suite.js';
import { createShared } from './shared-item.suite.js';
import type { KnownReference } from '#glue/references';
import type { ItemPage, ReconcileDal } from './reconcile.dal.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import type { UserRef } from '../user-ref.js';

/** A store under test, and ways to create inconsistencies in it. */
interface ReconcileStoreUnderTest extends TodoStoreUnderTest {
  reconcile: ReconcileDal;
  forgetUser(userId: number): Promise<void>;
  /** Removes all memberships of an item. */
  orphan(itemId: number): Promise<void>;
  /** Makes the owner of an item a member. */
  disown(itemId: number): Promise<void>;
  connect(userId: number, itemId: number): Promise<void>;
  /** Removes an item and leaves its memberships. */
  dropItem(itemId: number): Promise<void>;
}

/** The contract of {@link ReconcileDal}, for every implementation. */
export function describeReconcileDalContract(
  name: string,
  open: () => Promise<ReconcileStoreUnderTest>,
): void {
  describe(`ReconcileDal: ${name}`, () => {
    const users = anyUsers();
    let store: ReconcileStoreUnderTest;
    let dal: ReconcileDal;
    beforeAll(async () => {
      store = await open();
      dal = store.reconcile;
    }, 60_000);
    afterAll(() => store.close());

    const create = (owner: UserRef, ...members: UserRef[]) =>
      createShared(store, owner, ...members);
    const named = async ({ userId: id }: UserRef): Promise<KnownReference | undefined> => {
      const [user] = await store.references.after(id - 1, 1);
      return user?.id === id ? user : undefined;
    };
    const pages = async (limit: number): Promise<ItemPage[]> => {
      const found: ItemPage[] = [];
      for (let after: number | undefined = 0; after !== undefined;) {
        const page = await dal.itemsAfter(after, limit);
        found.push(page);
        after = page.next;
      }
      return found;
    };

    it('returns users page by page, with what is known of them', async () => {
      const [known, withoutRef, gone, empty] = [1, 2, 3, 4].map(() => users.next());
      await create(known!);
      await create(withoutRef!);
      await store.forgetUser(withoutRef!.userId);
      await store.references.delete(referenceTo(gone!));
      await store.references.insert([referenceTo(empty!)]);
      expect(await store.references.after(known!.userId - 1, 2)).toEqual([
        { ...referenceTo(known!), isDeleted: false, hasRows: true },
        { id: withoutRef!.userId, uniqueId: null, isDeleted: false, hasRows: true },
      ]);
      expect(await store.references.after(withoutRef!.userId, 10)).toEqual([
        { ...referenceTo(gone!), isDeleted: true, hasRows: false },
        { ...referenceTo(empty!), isDeleted: false, hasRows: false },
      ]);
      expect(await store.references.after(empty!.userId, 10)).toEqual([]);
    });

    it('finds and repairs items without a member or an owner, and leaves the others', async () => {
      const [alice, bob] = [users.next(), users.next()];
      const orphaned = await create(users.next());
      const ownerless = await create(alice, bob);
      const sound = await create(alice, bob);
      await store.orphan(orphaned);
      await store.disown(ownerless);
      for (const limit of [1, 2, 1_000]) {
        const found = await pages(limit);
        expect(found.flatMap((page) => page.orphaned)).toEqual([orphaned]);
        expect(found.flatMap((page) => page.ownerless)).toEqual([ownerless]);
        const { items } = await store.count();
        expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(items);
      }
      await dal.promoteOrDelete([orphaned, ownerless, sound]);
      expect((await pages(1_000)).flatMap((p) => [...p.orphaned, ...p.ownerless])).toEqual([]);
      for (const id of [ownerless, sound]) {
        expect(await store.connections.listOf(bob, id)).toEqual([
          { userId: alice.userId, role: 'owner' },
          { userId: bob.userId, role: 'member' },
        ]);
      }
      expect(await readList(store.dal, alice)).toHaveLength(2);
    });

    it('finds and removes memberships without an item', async () => {
      const [alice, bob] = [users.next(), users.next()];
      await create(alice);
      await store.dropItem(await create(alice, bob));
      expect(await dal.countWithoutItem([alice.userId, bob.userId])).toBe(2);
      expect(await dal.countWithoutItem([bob.userId])).toBe(1);
      await dal.removeWithoutItem([alice.userId, bob.userId]);
      expect(await dal.countWithoutItem([alice.userId, bob.userId])).toBe(0);
      expect(await readList(store.dal, alice)).toHaveLength(1);
    });

    it('stores the public id of a user, unless one is stored', async () => {
      const user = users.next();
      await create(user);
      await store.references.insert([{ id: user.userId, uniqueId: 'another user' }]);
      expect(await readList(store.dal, user)).toHaveLength(1);
      await store.forgetUser(user.userId);
      await store.references.insert([referenceTo(user)]);
      expect(await named(user)).toMatchObject(referenceTo(user));
    });

    it('deletes the data of a user as a deletion does', async () => {
      const [gone, heir] = [users.next(), users.next()];
      const id = await create(gone, heir);
      await create(gone);
      const before = await store.count();
      await store.references.deleteId(gone.userId);
      expect(await store.count()).toEqual({
        items: before.items - 1,
        connections: before.connections - 2,
      });
      expect(await store.connections.listOf(heir, id)).toEqual([
        { userId: heir.userId, role: 'owner' },
      ]);
      expect(await store.dal.list(gone)).toBe('user_deleted');
    });

    it('assigns an id again only when nothing of its earlier user is left', async () => {
      const [first, other] = [users.next(), users.next()];
      const second = { userId: first.userId, uniqueId: 'the second' };
      await create(first);
      await store.references.reassign(referenceTo(second));
      expect(await readList(store.dal, first)).toHaveLength(1);

      await store.references.deleteId(first.userId);
      const shared = await create(other);
      await store.connect(first.userId, shared);
      await store.references.reassign(referenceTo(second));
      expect(await named(first)).toMatchObject({ uniqueId: first.uniqueId, isDeleted: true });

      await store.references.deleteId(first.userId);
      await store.references.reassign(referenceTo(second));
      expect(await readList(store.dal, second)).toEqual([]);
      await create(second);
      expect(await readList(store.dal, second)).toHaveLength(1);
    });

    it('undeletes the deleted user only', async () => {
      const user = users.next();
      await store.references.delete(referenceTo(user));
      await store.references.undelete({ id: user.userId, uniqueId: 'another user' });
      expect(await store.dal.list(user)).toBe('user_deleted');
      await store.references.undelete(referenceTo(user));
      expect(await readList(store.dal, user)).toEqual([]);
      await create(user);
    });
  });
}
