import { type DetailedDraft, NO_DETAILS } from '../details/detailed-item.js';
import type { ItemLimits } from '../item-limits.js';
import { itemTag } from '../item-tag.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { WIDE_LIMITS } from './any-limits.suite.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { DetailedStoreUnderTest } from './one-item.suite.js';
import type { ListsDal } from './lists.dal.js';
import { readList } from './read-list.suite.js';
import type { ReconcileDal } from './reconcile.dal.js';
import { createShared } from './shared-item.suite.js';
import type { TrashDal } from './trash.dal.js';

export interface TrashStoreUnderTest extends DetailedStoreUnderTest {
  trash: TrashDal;
  lists: ListsDal;
  reconcile: ReconcileDal;
}

const ROOM = 4;
const TITLE_BYTES = 1_100;
const NO_ITEM = 2_147_483_647;
const WHOLE: DetailedDraft = {
  title: 'call Ada',
  status: 'PENDING',
  notes: '# Ada\n- "one"',
  priority: 2,
  labels: ['work', 'a,b{}"\\'],
  due: { date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' },
  repeat: 'FREQ=WEEKLY;BYDAY=SU',
};
const LIMITS: ItemLimits = {
  ...WIDE_LIMITS,
  itemsPerUser: ROOM,
  titleBytesPerUser: TITLE_BYTES,
};

/** The contract of {@link TrashDal}, for every implementation that has a trash. */
export function describeTrashContract(
  name: string,
  open: (limits?: ItemLimits) => Promise<TrashStoreUnderTest>,
): void {
  describe(`TrashDal: ${name}`, () => {
    const users = anyUsers();
    let store: TrashStoreUnderTest;
    beforeAll(async () => {
      store = await open(LIMITS);
    }, 60_000);
    afterAll(() => store.close());

    const create = (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      store.detailed.create(user, { title: 'tea', status: 'PENDING', ...NO_DETAILS, ...draft });
    const add = async (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      unwrap(await create(user, draft));
    const remove = (user: UserRef, id: number) => store.detailed.remove(user, id, () => true);
    const trash = async (user: UserRef, limit = 100, cursor?: string) =>
      unwrap(await store.trash.page(user, { limit, cursor }));
    const titles = async (user: UserRef) => (await trash(user)).items.map(({ title }) => title);
    const trashOf = async (user: UserRef, all: readonly string[]) => {
      for (const title of all) await remove(user, (await add(user, { title })).id);
    };
    async function expectCounted(): Promise<void> {
      expect((await store.reconcile.countsAfter(0, 1_000)).miscounted).toEqual([]);
    }
    afterEach(expectCounted);

    it('has what its owner has deleted, and gives it back as it was', async () => {
      const user = users.next();
      const { id } = await add(user, WHOLE);
      await store.detailed.change(user, { id, priority: 3 }, () => true);
      const item = unwrap(await store.detailed.find(user, id));
      expect(await remove(user, id)).toBe('done');
      expect(await store.detailed.find(user, id)).toBe('item_missing');
      const { items, next } = await trash(user);
      expect(items).toEqual([{ ...item, deletedAt: expect.any(Date) as Date }]);
      expect(Math.abs(Date.now() - items[0]!.deletedAt.getTime())).toBeLessThan(60_000);
      expect(next).toBeUndefined();
      expect(await store.trash.restore(user, id)).toEqual(item);
      const found = unwrap(await store.detailed.find(user, id));
      expect(found).toEqual(item);
      expect(itemTag(found)).toBe(itemTag(item));
      expect(await titles(user)).toEqual([]);
      expect(await store.trash.restore(user, id)).toBe('item_missing');
    });

    it('has what was deleted by title, and keeps when it was done', async () => {
      const user = users.next();
      const { id } = await add(user, { title: 'done', status: 'DONE' });
      const before = unwrap(await store.detailed.find(user, id));
      expect(await store.dal.removeByTitle(user, 'done')).toBe('done');
      expect(await titles(user)).toEqual(['done']);
      expect(await store.trash.restore(user, id)).toEqual(before);
      expect(await readList(store.dal, user)).toEqual([{ id, title: 'done', status: 'DONE' }]);
    });

    it('gives an item back to its list, if that is there', async () => {
      const user = users.next();
      const list = unwrap(await store.lists.create(user, 'work'));
      const { id } = await add(user, { listId: list.id });
      await remove(user, id);
      expect(await store.trash.restore(user, id)).toMatchObject({ listId: list.id });
      await remove(user, id);
      expect(await store.lists.delete(user, list.id, false)).toBe('done');
      expect(await store.trash.restore(user, id)).toMatchObject({ listId: null, position: null });
    });

    it('gives an item back to its owner alone', async () => {
      const [owner, member] = [users.next(), users.next()];
      const id = await createShared(store, owner, member);
      expect(await remove(owner, id)).toBe('done');
      expect(await store.trash.restore(member, id)).toBe('item_missing');
      expect(await store.trash.delete(member, id)).toBe('item_missing');
      unwrap(await store.trash.restore(owner, id));
      expect(await store.connections.listOf(owner, id)).toEqual([
        { userId: owner.userId, role: 'owner' },
      ]);
      expect(await readList(store.dal, member)).toEqual([]);
      expect(await titles(member)).toEqual([]);
    });

    it('keeps that an item was handed over: it takes no room', async () => {
      const [owner, heir] = [users.next(), users.next()];
      const id = await createShared(store, owner, heir);
      await store.connections.remove(owner, id, owner.userId);
      await remove(heir, id);
      for (let i = 0; i < ROOM; i++) await add(heir);
      expect(await create(heir)).toBe('too_many_items');
      expect(await titles(heir)).toEqual(['code']);
      expect(await store.trash.restore(heir, id)).toMatchObject({ id, role: 'owner' });
      expect(await create(heir)).toBe('too_many_items');
    });

    it('is read page by page, the last deleted first', async () => {
      const [user, other] = [users.next(), users.next()];
      await trashOf(user, ['a', 'b', 'c']);
      expect(await titles(user)).toEqual(['c', 'b', 'a']);
      const first = await trash(user, 2);
      expect(first.items.map(({ title }) => title)).toEqual(['c', 'b']);
      await trashOf(user, ['d']);
      const second = await trash(user, 2, first.next);
      expect(second.items.map(({ title }) => title)).toEqual(['a']);
      expect(second.next).toBeUndefined();
      for (const cursor of ['', '!', first.next!, cursorLike(`${user.userId}:deleted-:1:x`)]) {
        const asked = store.trash.page(cursor === first.next ? other : user, { limit: 1, cursor });
        expect(await asked).toBe('unknown_cursor');
      }
    });

    it('is exported in the order of ids', async () => {
      const user = users.next();
      await trashOf(user, ['a', 'b', 'c']);
      const [first] = await store.trash.export(user, 0, 1);
      expect(first).toMatchObject({ title: 'a' });
      const rest = await store.trash.export(user, first!.id, 10);
      expect(rest.map(({ title }) => title)).toEqual(['b', 'c']);
      expect(await store.trash.export({ ...user, uniqueId: 'another' }, 0, 10)).toEqual([]);
    });

    it('loses an item, or all, permanently', async () => {
      const user = users.next();
      await trashOf(user, ['a', 'b', 'c']);
      const [last] = (await trash(user)).items;
      expect(await store.trash.delete(user, last!.id)).toBe('done');
      expect(await store.trash.delete(user, last!.id)).toBe('item_missing');
      expect(await store.trash.restore(user, last!.id)).toBe('item_missing');
      expect(await titles(user)).toEqual(['b', 'a']);
      expect(await store.trash.empty(user)).toBe('done');
      expect(await titles(user)).toEqual([]);
      expect(await store.trash.empty(user)).toBe('done');
    });

    it('counts, and makes room for new items: the oldest goes first', async () => {
      const user = users.next();
      await trashOf(user, ['a', 'b']);
      for (let i = 0; i < ROOM - 2; i++) await add(user);
      await add(user);
      expect(await titles(user)).toEqual(['b']);
      expect(await store.dal.create(user, { title: 'v1', status: 'DONE' })).toBe('done');
      expect(await titles(user)).toEqual([]);
      expect(await create(user)).toBe('too_many_items');
      expect(await store.dal.create(user, { title: 'x', status: 'DONE' })).toBe('too_many_items');
    });

    it('makes room for titles, and stays as it is if that would not be enough', async () => {
      const user = users.next();
      await add(user, { title: 'x'.repeat(200) });
      await trashOf(user, ['a'.repeat(300), 'b'.repeat(300), 'c'.repeat(300)].map(shorten));
      const title = '𝕊'.repeat(TITLE_BYTES / 4);
      expect(await create(user, { title })).toBe('titles_too_long');
      expect(await titles(user)).toHaveLength(3);
      await add(user, { title: 'y'.repeat(255) });
      expect(await titles(user)).toHaveLength(2);
    });

    it('makes room for many items that are added at once', async () => {
      const user = users.next();
      await trashOf(user, ['a', 'b', 'c', 'd']);
      const outcomes = await Promise.all(Array.from({ length: 7 }, () => create(user)));
      expect(outcomes.filter((each) => typeof each !== 'string')).toHaveLength(ROOM);
      expect(outcomes.filter((each) => each === 'too_many_items')).toHaveLength(3);
      expect(await titles(user)).toEqual([]);
    });

    it('is left out of what a tick may add: its next item needs room', async () => {
      const user = users.next();
      const due = { date: '2090-01-01' };
      const { id } = await add(user, { due, repeat: 'FREQ=DAILY' });
      await trashOf(user, ['a', 'b', 'c']);
      const tick = () => store.detailed.change(user, { id, status: 'DONE' }, () => true);
      expect(await tick()).toBe('too_many_items');
      expect(await titles(user)).toHaveLength(3);
      await store.trash.empty(user);
      expect(await tick()).toMatchObject({ isChanged: true });
    });

    it('goes with its user', async () => {
      const user = users.next();
      await trashOf(user, ['a', 'b']);
      await store.references.delete(referenceTo(user));
      expect(await store.trash.page(user, { limit: 1 })).toBe('user_deleted');
      const known = await store.references.after(user.userId - 1, 1);
      expect(known).toMatchObject([{ id: user.userId, isDeleted: true, hasRows: false }]);
    });

    it('refuses a deleted user, and another one of the same id', async () => {
      const user = users.next();
      await trashOf(user, ['a']);
      const { id } = (await trash(user)).items[0]!;
      const attempts = (who: UserRef) => [
        store.trash.page(who, { limit: 1 }),
        store.trash.restore(who, id),
        store.trash.delete(who, id),
        store.trash.empty(who),
      ];
      const second = { ...user, uniqueId: 'another' };
      for (const outcome of await Promise.all(attempts(second)))
        expect(outcome).toBe('user_replaced');
      expect(await titles(user)).toEqual(['a']);
      await store.references.delete(referenceTo(user));
      for (const outcome of await Promise.all(attempts(user))) expect(outcome).toBe('user_deleted');
    });

    it('has nothing of a user who is unknown', async () => {
      const user = users.next();
      expect(await trash(user)).toEqual({ items: [], next: undefined });
      expect(await store.trash.restore(user, NO_ITEM)).toBe('item_missing');
      expect(await store.trash.delete(user, NO_ITEM)).toBe('item_missing');
      expect(await store.trash.empty(user)).toBe('done');
    });
  });

  describe(`TrashDal with long notes: ${name}`, () => {
    it('ends a page early', async () => {
      const store = await open();
      const user = { userId: 1, uniqueId: 'user 1' };
      const draft = { title: 'tea', status: 'PENDING' as const, ...NO_DETAILS };
      for (let i = 0; i < 40; i++) {
        const made = await store.detailed.create(user, { ...draft, notes: 'x'.repeat(32 * 1024) });
        await store.detailed.remove(user, unwrap(made).id, () => true);
      }
      const first = unwrap(await store.trash.page(user, { limit: 100 }));
      expect(first.items).toHaveLength(32);
      const rest = unwrap(await store.trash.page(user, { limit: 100, cursor: first.next }));
      expect(rest.items).toHaveLength(8);
      await store.close();
    }, 60_000);
  });
}

/** The contract of {@link TrashDal}, for a store that has none. */
export function describeNoTrashContract(
  name: string,
  open: () => Promise<DetailedStoreUnderTest & { trash: TrashDal }>,
): void {
  it(`TrashDal: ${name} has no trash, and deletes`, async () => {
    const store = await open();
    const user = anyUsers().next();
    const id = await createShared(store, user);
    expect(await store.detailed.remove(user, id, () => true)).toBe('done');
    const { trash } = store;
    expect(await trash.page(user, { limit: 1 })).toBe('not_stored');
    for (const outcome of [trash.restore(user, id), trash.delete(user, id), trash.empty(user)])
      expect(await outcome).toBe('not_stored');
    expect(await trash.export(user, 0, 1)).toEqual([]);
    await store.references.delete(referenceTo(user));
    expect(await trash.page(user, { limit: 1 })).toBe('user_deleted');
    await store.close();
  });
}

const cursorLike = (text: string) => Buffer.from(text).toString('base64url');
/** To the longest title. */
const shorten = (title: string) => title.slice(0, 255);
