import { anyUsers, referenceTo } from './any-users.suite.js';
import { unwrap } from '../refusal.js';
import { readList } from './read-list.suite.js';
import type { MembershipsDal } from './memberships.dal.js';
import type { Item } from '../item.js';
import type { UserRef } from '../user-ref.js';
import type { ItemsDal } from './items.dal.js';
import type { ReferenceStore } from '#glue/references';

/** A store under test, and ways to read past its ports. */
export interface TodoStoreUnderTest {
  dal: ItemsDal;
  connections: MembershipsDal;
  references: ReferenceStore;
  /** The number of items and memberships, of all users. */
  count(): Promise<{ items: number; connections: number }>;
  close(): Promise<void>;
}

/** The contract of {@link ItemsDal}, for every implementation. */
export function describeItemsDalContract(
  name: string,
  open: () => Promise<TodoStoreUnderTest>,
): void {
  describe(`ItemsDal: ${name}`, () => {
    const NO_ITEM = 2_147_483_647;
    let store: TodoStoreUnderTest;
    let dal: ItemsDal;
    const users = anyUsers();
    const anyUser = (): UserRef => users.next();

    beforeAll(async () => {
      store = await open();
      dal = store.dal;
    }, 60_000);
    afterAll(() => store.close());

    const create = async (user: UserRef, title: string, status: Item['status'] = 'PENDING') => {
      await dal.create(user, { title, status });
      return (await readList(dal, user)).at(-1)!;
    };

    it('lists nothing for an unknown user', async () => {
      expect(await readList(dal, anyUser())).toEqual([]);
    });

    it('lists exactly what was created, oldest first', async () => {
      const user = anyUser();
      const first = await create(user, 'b');
      const second = await create(user, 'a', 'DONE');
      expect(await readList(dal, user)).toEqual([
        { id: first.id, title: 'b', status: 'PENDING' },
        { id: second.id, title: 'a', status: 'DONE' },
      ]);
      expect(second.id).toBeGreaterThan(first.id);
    });

    it('names contents by tags: the same while nothing changes, and another one with each change', async () => {
      const [owner, member] = [anyUser(), anyUser()];
      const { id } = await create(owner, 'code');
      await store.connections.share(owner, id, member);
      const read = async (user: UserRef) => unwrap(await dal.list(user));
      const tags = new Map<string, string>();
      const changes = [
        async () => 'done',
        () => dal.update(member, { id, status: 'DONE' }),
        () => dal.update(owner, { id, status: 'PENDING' }),
        () => store.connections.remove(owner, id, owner.userId),
        () => dal.removeByTitle(member, 'code'),
      ];
      for (const change of changes) {
        expect(await change()).toBe('done');
        for (const user of [owner, member]) {
          const list = await read(user);
          expect((await read(user)).tag).toBe(list.tag);
          const key = `${user.userId} ${list.tag}`;
          expect(tags.get(key) ?? String(list)).toBe(String(list));
          tags.set(key, String(list));
        }
      }
      expect(tags.size).toBeGreaterThanOrEqual(9);
    });

    it('writes an item with one membership', async () => {
      const before = await store.count();
      await create(anyUser(), 'code');
      const after = await store.count();
      expect(after).toEqual({ items: before.items + 1, connections: before.connections + 1 });
    });

    it('keeps equal titles of one user and of several separate by id', async () => {
      const [alice, bob] = [anyUser(), anyUser()];
      const ids = [
        await create(alice, 'code'),
        await create(alice, 'code'),
        await create(bob, 'code'),
      ];
      expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
      expect(await readList(dal, alice)).toHaveLength(2);
      expect(await readList(dal, bob)).toHaveLength(1);
    });

    it.each(['𝕊'.repeat(255), "o'clock", 'a:1', '"', '\\', '%_', '\u2028', 'é', 'e\u0301'])(
      'stores the title %j exactly as it was written, and removes by it',
      async (title) => {
        const user = anyUser();
        expect((await create(user, title)).title).toBe(title);
        expect(await dal.removeByTitle(user, `${title} `)).toBe('item_missing');
        expect(await dal.removeByTitle(user, title)).toBe('done');
        expect(await readList(dal, user)).toEqual([]);
      },
    );

    it('updates the title and the status of one item', async () => {
      const user = anyUser();
      const [item, other] = [await create(user, 'one'), await create(user, 'two')];
      const changed = { id: item.id, title: 'uno', status: 'DONE' } as const;
      expect(await dal.update(user, changed)).toBe('done');
      expect(await readList(dal, user)).toEqual([changed, other]);
    });

    it('does not change omitted fields', async () => {
      const user = anyUser();
      const { id } = await create(user, 'one');
      expect(await dal.update(user, { id, status: 'DONE' })).toBe('done');
      expect(await readList(dal, user)).toEqual([{ id, title: 'one', status: 'DONE' }]);
      expect(await dal.update(user, { id, title: 'uno' })).toBe('done');
      expect(await readList(dal, user)).toEqual([{ id, title: 'uno', status: 'DONE' }]);
    });

    it('keeps all of several concurrent changes to different fields of one item', async () => {
      const [owner, member] = [anyUser(), anyUser()];
      const { id } = await create(owner, 'shared');
      await store.connections.share(owner, id, member);
      for (let round = 0; round < 20; round++) {
        const status = round % 2 ? 'PENDING' : 'DONE';
        const results = await Promise.all([
          dal.update(member, { id, status }),
          dal.update(owner, { id, title: `title ${round}` }),
        ]);
        expect(results).toEqual(['done', 'done']);
        expect(await readList(dal, owner)).toEqual([{ id, title: `title ${round}`, status }]);
      }
    });

    it("neither updates nor removes another user's item, nor one that is not there", async () => {
      const [alice, bob] = [anyUser(), anyUser()];
      const item = await create(bob, 'code');
      const before = await store.count();
      expect(await dal.update(alice, { ...item, title: 'stolen' })).toBe('item_missing');
      expect(await dal.update(alice, { ...item, id: NO_ITEM })).toBe('item_missing');
      expect(await dal.removeByTitle(alice, item.title)).toBe('item_missing');
      expect(await readList(dal, bob)).toEqual([item]);
      expect(await store.count()).toEqual(before);
    });

    it('removes an item with its memberships, once', async () => {
      const user = anyUser();
      const before = await store.count();
      await create(user, 'code');
      expect(await dal.removeByTitle(user, 'code')).toBe('done');
      expect(await dal.removeByTitle(user, 'code')).toBe('item_missing');
      expect(await store.count()).toEqual(before);
    });

    it('does not remove an item that has another title by now', async () => {
      const user = anyUser();
      const item = await create(user, 'before');
      await dal.update(user, { ...item, title: 'after' });
      expect(await dal.removeByTitle(user, 'before')).toBe('item_missing');
      expect(await readList(dal, user)).toHaveLength(1);
    });

    it('removes owned before shared, then done before pending, then the oldest', async () => {
      const [user, other] = [anyUser(), anyUser()];
      const made: [UserRef, Item['status']][] = [
        [other, 'DONE'],
        [user, 'PENDING'],
        [user, 'PENDING'],
        [user, 'DONE'],
        [user, 'DONE'],
        [other, 'PENDING'],
      ];
      const ids: number[] = [];
      for (const [owner, status] of made) {
        const { id } = await create(owner, 'code', status);
        if (owner === other) await store.connections.share(other, id, user);
        ids.push(id);
      }
      const order: number[] = [];
      for (let before = await readList(dal, user); before.length > 0;) {
        expect(await dal.removeByTitle(user, 'code')).toBe('done');
        const after = await readList(dal, user);
        const left = new Set(after.map(({ id }) => id));
        order.push(...before.map(({ id }) => id).filter((id) => !left.has(id)));
        before = after;
      }
      expect(order.map((id) => ids.indexOf(id))).toEqual([3, 4, 1, 2, 0, 5]);
      expect(await readList(dal, other)).toHaveLength(2);
    });

    it('never reuses an id', async () => {
      const user = anyUser();
      const first = await create(user, 'code');
      await dal.removeByTitle(user, 'code');
      expect((await create(user, 'code')).id).toBeGreaterThan(first.id);
    });

    describe('an item that is shared', () => {
      it('is listed, found and updated by both', async () => {
        const [owner, member] = [anyUser(), anyUser()];
        const item = await create(owner, 'ours');
        await store.connections.share(owner, item.id, member);
        expect(await readList(dal, member)).toEqual([item]);
        expect(await dal.update(member, { ...item, status: 'DONE' })).toBe('done');
        expect(await readList(dal, owner)).toEqual([{ ...item, status: 'DONE' }]);
      });

      it('is only left by a member, and deleted for all by its owner', async () => {
        const [owner, member, other] = [anyUser(), anyUser(), anyUser()];
        const item = await create(owner, 'ours');
        await store.connections.share(owner, item.id, member);
        await store.connections.share(owner, item.id, other);
        expect(await dal.removeByTitle(member, 'ours')).toBe('done');
        expect(await readList(dal, member)).toEqual([]);
        expect(await readList(dal, other)).toEqual([item]);
        expect(await dal.removeByTitle(owner, 'ours')).toBe('done');
        expect(await readList(dal, other)).toEqual([]);
      });
    });

    it('keeps all of 200 items that 20 users create at once', async () => {
      const people = Array.from({ length: 20 }, anyUser);
      const before = await store.count();
      await Promise.all(
        people.flatMap((user) =>
          Array.from({ length: 10 }, (_, i) => dal.create(user, { title: `${i}`, status: 'DONE' })),
        ),
      );
      const after = await store.count();
      expect(after.items - before.items).toBe(200);
      expect(after.connections - before.connections).toBe(200);
      for (const user of people) expect(await readList(dal, user)).toHaveLength(10);
    });

    it('makes exactly those of many concurrent changes that are allowed', async () => {
      const people = Array.from({ length: 60 }, anyUser);
      const items: Item[] = [];
      for (const user of people) items.push(await create(user, 'mine'));
      const changed = items.map((item) => ({ ...item, title: `of ${item.id}` }));
      const results = await Promise.all(
        people.flatMap((user, i) => [
          dal.update(user, changed[i]!),
          dal.update(user, { ...items[(i + 1) % items.length]!, title: 'stolen' }),
          dal.update(user, { ...items[i]!, id: NO_ITEM }),
        ]),
      );
      expect(results).toEqual(people.flatMap(() => ['done', 'item_missing', 'item_missing']));
      for (const [i, user] of people.entries()) {
        expect(await readList(dal, user)).toEqual([changed[i]]);
      }
    });

    it('keeps one complete change of many concurrent ones to one item, by all members', async () => {
      const [owner, member] = [anyUser(), anyUser()];
      const { id } = await create(owner, 'shared');
      await store.connections.share(owner, id, member);
      const changes = Array.from({ length: 40 }, (_, i): Item => {
        return { id, title: `${i}`, status: i % 2 ? 'DONE' : 'PENDING' };
      });
      const results = await Promise.all(
        changes.map((change, i) => dal.update(i % 3 ? owner : member, change)),
      );
      expect(results).toEqual(changes.map(() => 'done'));
      expect(changes).toContainEqual((await readList(dal, owner))[0]);
    });

    it('removes an item once for ten concurrent requests', async () => {
      const user = anyUser();
      await create(user, 'code');
      const removing = Array.from({ length: 10 }, () => dal.removeByTitle(user, 'code'));
      expect((await Promise.all(removing)).filter((each) => each === 'done')).toHaveLength(1);
    });

    it('removes twenty of one title for thirty concurrent requests', async () => {
      const user = anyUser();
      for (let i = 0; i < 20; i++) await create(user, 'code');
      const removing = Array.from({ length: 30 }, () => dal.removeByTitle(user, 'code'));
      expect((await Promise.all(removing)).filter((each) => each === 'done')).toHaveLength(20);
      expect(await readList(dal, user)).toEqual([]);
    });

    describe('a deleted user', () => {
      it('has nothing, and can neither read, write nor change anything', async () => {
        const user = anyUser();
        const item = await create(user, 'code');
        await store.references.delete(referenceTo(user));
        expect(await dal.list(user)).toBe('user_deleted');
        expect(await dal.create(user, item)).toBe('user_deleted');
        expect(await dal.update(user, item)).toBe('user_deleted');
        expect(await dal.removeByTitle(user, 'code')).toBe('user_deleted');
      });

      it('cannot create items afterwards, even if the store did not know the user', async () => {
        const user = anyUser();
        await store.references.delete(referenceTo(user));
        const before = await store.count();
        const draft = { title: 'late', status: 'DONE' } as const;
        expect(await dal.create(user, draft)).toBe('user_deleted');
        expect(await store.count()).toEqual(before);
      });
    });

    describe('an id that is reused with another public id', () => {
      it.each(['before its first user is deleted', 'after it'])(
        'reads, changes and deletes nothing of the first user (%s)',
        async (when) => {
          const first = anyUser();
          const second = { userId: first.userId, uniqueId: 'another user' };
          const item = await create(first, 'code');
          if (when === 'after it') await store.references.delete(referenceTo(first));
          const before = await store.count();
          expect(await dal.list(second)).toBe('user_replaced');
          expect(await dal.create(second, item)).toBe('user_replaced');
          expect(await dal.update(second, item)).toBe('user_replaced');
          expect(await dal.removeByTitle(second, 'code')).toBe('user_replaced');
          expect(await store.count()).toEqual(before);
        },
      );
    });

    it('lists for each of many concurrent callers exactly their items', async () => {
      const people = Array.from({ length: 150 }, anyUser);
      for (const [i, user] of people.entries()) {
        if (i % 3 > 0) await create(user, `of ${user.userId}`, i % 3 === 1 ? 'DONE' : 'PENDING');
      }
      const asking = [...people, ...people.slice(0, 50)];
      const lists = await Promise.all(asking.map((user) => readList(dal, user)));
      lists.forEach((list, i) => {
        const expected = (i % people.length) % 3 > 0 ? [`of ${asking[i]!.userId}`] : [];
        expect(list.map(({ title }) => title)).toEqual(expected);
      });
    });

    it('never lists a state from before the call', async () => {
      const user = anyUser();
      const busy = Array.from({ length: 20 }, () => dal.list(user));
      for (let i = 1; i <= 20; i++) {
        await dal.create(user, { title: `${i}`, status: 'PENDING' });
        busy.push(dal.list(user));
        expect(await readList(dal, user)).toHaveLength(i);
      }
      await Promise.all(busy);
    });
  });
}
