import { anyUsers, referenceTo } from './any-users.suite.js';
import { readList } from './read-list.suite.js';
import { createShared } from './shared-item.suite.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import type { UserRef } from '../user-ref.js';

/** The contract of the references to users, for every implementation. */
export function describeUserReferencesContract(
  name: string,
  open: () => Promise<TodoStoreUnderTest>,
): void {
  describe(`references to users: ${name}`, () => {
    const users = anyUsers();
    let store: TodoStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    const create = (owner: UserRef, ...members: UserRef[]) =>
      createShared(store, owner, ...members);

    it('returns the largest id of a user, also of a deleted one', async () => {
      expect(await store.references.highestId()).toBeUndefined();
      const [first, second] = [users.next(), users.next()];
      await create(second);
      await create(first);
      expect(await store.references.highestId()).toBe(Math.max(first.userId, second.userId));
      await store.references.delete(referenceTo(second));
      expect(await store.references.highestId()).toBe(Math.max(first.userId, second.userId));
    });

    it('removes the items of a user, and hands over shared ones', async () => {
      const [gone, heir, other] = [users.next(), users.next(), users.next()];
      const before = await store.count();
      await create(gone);
      const owned = await create(gone, heir, other);
      const shared = await create(other, gone, heir);
      await store.references.delete(referenceTo(gone));

      expect(await store.connections.listOf(other, owned)).toEqual([
        { userId: heir.userId, role: 'owner' },
        { userId: other.userId, role: 'member' },
      ]);
      expect(await store.connections.listOf(heir, shared)).toEqual([
        { userId: other.userId, role: 'owner' },
        { userId: heir.userId, role: 'member' },
      ]);
      const after = await store.count();
      expect(after.items - before.items).toBe(2);
      expect(after.connections - before.connections).toBe(4);
    });

    it('changes nothing when a deletion is applied again', async () => {
      const [gone, heir] = [users.next(), users.next()];
      const id = await create(gone, heir);
      await store.references.delete(referenceTo(gone));
      const before = await store.count();
      await store.references.delete(referenceTo(gone));
      expect(await store.count()).toEqual(before);
      expect(await store.connections.listOf(heir, id)).toEqual([
        { userId: heir.userId, role: 'owner' },
      ]);
    });

    it('does not change another user with the id of a deleted user', async () => {
      const user = users.next();
      await create(user);
      await store.references.delete({ id: user.userId, uniqueId: 'an earlier one' });
      expect(await readList(store.dal, user)).toHaveLength(1);
    });
  });
}
