import { anyUsers, referenceTo } from './any-users.suite.js';
import { readList } from './read-list.suite.js';
import { createShared } from './shared-item.suite.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import type { UserRef } from '../user-ref.js';

const NO_ITEM = 2_147_483_647;

/** The contract of {@link MembershipsDal}, for every implementation. */
export function describeMembershipsDalContract(
  name: string,
  open: () => Promise<TodoStoreUnderTest>,
): void {
  describe(`MembershipsDal: ${name}`, () => {
    const users = anyUsers();
    let store: TodoStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    const shared = (owner: UserRef, ...members: UserRef[]) =>
      createShared(store, owner, ...members);
    const rolesOf = (user: UserRef, id: number) => store.connections.listOf(user, id);
    const owner = ({ userId: id }: UserRef) => ({ userId: id, role: 'owner' });
    const member = ({ userId: id }: UserRef) => ({ userId: id, role: 'member' });

    it('returns the owner of an unshared item, and no member to strangers', async () => {
      const [alice, stranger] = [users.next(), users.next()];
      const id = await shared(alice);
      expect(await rolesOf(alice, id)).toEqual([owner(alice)]);
      expect(await rolesOf(stranger, id)).toEqual([]);
      expect(await rolesOf(alice, NO_ITEM)).toEqual([]);
    });

    it('lists the owner first and then the members, earliest first, to all of them', async () => {
      const [late, alice, early] = [users.next(), users.next(), users.next()];
      const id = await shared(alice, early, late);
      const all = [owner(alice), member(early), member(late)];
      for (const user of [alice, early, late]) expect(await rolesOf(user, id)).toEqual(all);
    });

    it('shares for the owner only', async () => {
      const [alice, bob, carol] = [users.next(), users.next(), users.next()];
      const id = await shared(alice, bob);
      expect(await store.connections.share(bob, id, carol)).toBe('item_missing');
      expect(await store.connections.share(carol, id, carol)).toBe('item_missing');
      expect(await store.connections.share(alice, NO_ITEM, carol)).toBe('item_missing');
      expect(await rolesOf(alice, id)).toEqual([owner(alice), member(bob)]);
    });

    it('shares with each user once, and not with the owner', async () => {
      const [alice, bob] = [users.next(), users.next()];
      const id = await shared(alice, bob);
      expect(await store.connections.share(alice, id, bob)).toBe('already_member');
      expect(await store.connections.share(alice, id, alice)).toBe('already_member');
      const carol = users.next();
      const results = await Promise.all(
        Array.from({ length: 5 }, () => store.connections.share(alice, id, carol)),
      );
      expect(results.filter((result) => result === 'done')).toHaveLength(1);
      expect(await rolesOf(alice, id)).toHaveLength(3);
    });

    it('shares nothing with a deleted user, nor with a reused id', async () => {
      const [alice, gone] = [users.next(), users.next()];
      const id = await shared(alice);
      await store.references.delete(referenceTo(gone));
      expect(await store.connections.share(alice, id, gone)).toBe('target_deleted');
      const again = { userId: gone.userId, uniqueId: 'another user' };
      expect(await store.connections.share(alice, id, again)).toBe('target_replaced');
      expect(await rolesOf(alice, id)).toEqual([owner(alice)]);
    });

    it('lets a member leave, and the owner remove the member', async () => {
      const [alice, bob, carol] = [users.next(), users.next(), users.next()];
      const id = await shared(alice, bob, carol);
      expect(await store.connections.remove(bob, id, bob.userId)).toBe('done');
      expect(await store.connections.remove(bob, id, bob.userId)).toBe('member_missing');
      expect(await store.connections.remove(alice, id, carol.userId)).toBe('done');
      expect(await rolesOf(alice, id)).toEqual([owner(alice)]);
      expect(await readList(store.dal, bob)).toEqual([]);
      expect(await readList(store.dal, carol)).toEqual([]);
    });

    it('lets no member and no stranger remove others', async () => {
      const [alice, bob, carol, stranger] = [1, 2, 3, 4].map(() => users.next());
      const id = await shared(alice!, bob!, carol!);
      for (const user of [bob!, stranger!]) {
        for (const target of [alice!, carol!]) {
          expect(await store.connections.remove(user, id, target.userId)).toBe('member_missing');
        }
      }
      expect(await store.connections.remove(alice!, id, stranger!.userId)).toBe('member_missing');
      expect(await rolesOf(alice!, id)).toHaveLength(3);
    });

    it('hands an item over to the earliest member when its owner leaves', async () => {
      const [third, alice, second, fourth] = [1, 2, 3, 4].map(() => users.next());
      const id = await shared(alice!, second!, third!, fourth!);
      await store.connections.remove(alice!, id, alice!.userId);
      expect(await rolesOf(second!, id)).toEqual([owner(second!), member(third!), member(fourth!)]);
      await store.connections.remove(second!, id, second!.userId);
      expect(await rolesOf(third!, id)).toEqual([owner(third!), member(fourth!)]);
    });

    it('deletes the item when the last member leaves', async () => {
      const [alice, bob] = [users.next(), users.next()];
      const before = await store.count();
      const id = await shared(alice, bob);
      await store.connections.remove(alice, id, alice.userId);
      await store.connections.remove(bob, id, bob.userId);
      expect(await store.count()).toEqual(before);
    });

    it('leaves no item without an owner when all leave at once, and when all but one do', async () => {
      const before = await store.count();
      for (const staying of [0, 1]) {
        for (let round = 0; round < 10; round++) {
          const all = Array.from({ length: 4 }, () => users.next());
          const id = await shared(all[0]!, ...all.slice(1));
          const leaving = all.slice(0, all.length - staying);
          const left = await Promise.all(
            leaving.map((user) => store.connections.remove(user, id, user.userId)),
          );
          expect(left).toEqual(leaving.map(() => 'done'));
          const rest = all.slice(leaving.length);
          for (const user of rest) expect(await rolesOf(user, id)).toEqual([owner(user)]);
          for (const user of rest) await store.connections.remove(user, id, user.userId);
        }
      }
      expect(await store.count()).toEqual(before);
    });

    it('refuses deleted users and reused ids in every method', async () => {
      const [alice, bob, gone] = [users.next(), users.next(), users.next()];
      const id = await shared(alice, bob);
      await store.references.delete(referenceTo(gone));
      const again = { userId: bob.userId, uniqueId: 'another user' };
      for (const [user, refusal] of [
        [gone, 'user_deleted'],
        [again, 'user_replaced'],
      ] as const) {
        expect(await store.connections.listOf(user, id)).toBe(refusal);
        expect(await store.connections.share(user, id, alice)).toBe(refusal);
        expect(await store.connections.remove(user, id, user.userId)).toBe(refusal);
      }
      expect(await rolesOf(alice, id)).toEqual([owner(alice), member(bob)]);
    });
  });
}
