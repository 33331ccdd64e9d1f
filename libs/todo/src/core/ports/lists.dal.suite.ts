import { type DetailedDraft, NO_DETAILS, NO_PLACE } from '../details/detailed-item.js';
import type { ItemQuery } from '../details/item-query.js';
import { MAX_LISTS } from '../lists/list.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { ListsDal } from './lists.dal.js';
import type { FollowedStoreUnderTest } from './list-changes.dal.suite.js';
import type { DetailedStoreUnderTest } from './one-item.suite.js';
import { readList } from './read-list.suite.js';

export type ListsStoreUnderTest = DetailedStoreUnderTest &
  FollowedStoreUnderTest & { lists: ListsDal };

const TEA: DetailedDraft = { title: 'tea', status: 'PENDING', ...NO_DETAILS };
const BY_AGE: ItemQuery = { sort: 'created', isDescending: false, limit: 100 };
const NONE = 2_147_483_647;

/** The contract of {@link ListsDal} for lists, for every implementation that has them. */
export function describeListsContract(
  name: string,
  open: () => Promise<ListsStoreUnderTest>,
): void {
  describe(`ListsDal: ${name}`, () => {
    const users = anyUsers();
    let store: ListsStoreUnderTest;
    let dal: ListsDal;
    beforeAll(async () => {
      store = await open();
      dal = store.lists;
    }, 60_000);
    afterAll(() => store.close());

    const create = async (user: UserRef, listName = 'work') =>
      unwrap(await dal.create(user, listName));
    const add = async (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      unwrap(await store.detailed.create(user, { ...TEA, ...draft }));
    const change = (user: UserRef, id: number, fields: Partial<DetailedDraft>) =>
      store.detailed.change(user, { id, ...fields }, () => true);
    const names = async (user: UserRef) => unwrap(await dal.all(user)).map((each) => each.name);
    const titles = async (user: UserRef, listId: number | null | undefined) =>
      unwrap(await store.detailed.page(user, { ...BY_AGE, listId })).items.map(
        (each) => each.title,
      );
    /** What a client that has everything gets of some changes. */
    const eventsOf = async (user: UserRef, work: () => Promise<unknown>) => {
      const { tag } = unwrap(await store.changes.since(user, undefined));
      await work();
      const found = unwrap(await store.changes.since(user, tag));
      if (!('events' in found)) throw new Error('a whole list');
      return found.events;
    };

    it('adds, renames, archives and deletes lists of a user', async () => {
      const user = users.next();
      expect(await dal.all(user)).toEqual([]);
      const made = await create(user, 'work');
      expect(made).toMatchObject({ name: 'work', position: 0, isArchived: false });
      expect(Math.abs(Date.now() - made.createdAt.getTime())).toBeLessThan(60_000);
      const second = await create(user, 'work');
      expect(second).toMatchObject({ name: 'work', position: 1 });
      const archived = await dal.change(user, { id: made.id, name: 'old', isArchived: true });
      expect(archived).toEqual({ ...made, name: 'old', isArchived: true });
      expect(await dal.all(user)).toEqual([archived, second]);
      expect(await dal.change(user, { id: made.id, isArchived: false })).toEqual({
        ...made,
        name: 'old',
      });
      expect(await dal.delete(user, made.id, false)).toBe('done');
      expect(await dal.all(user)).toEqual([{ ...second, position: 0 }]);
      expect(await dal.delete(user, made.id, false)).toBe('list_missing');
    });

    it('moves a list among the others', async () => {
      const user = users.next();
      const ids = [];
      for (const each of ['a', 'b', 'c', 'd']) ids.push((await create(user, each)).id);
      expect(await dal.change(user, { id: ids[3]!, position: 1 })).toMatchObject({ position: 1 });
      expect(await names(user)).toEqual(['a', 'd', 'b', 'c']);
      expect(await dal.change(user, { id: ids[0]!, position: 99 })).toMatchObject({ position: 3 });
      await dal.delete(user, ids[1]!, false);
      await create(user, 'e');
      expect(await names(user)).toEqual(['d', 'c', 'a', 'e']);
      for (const each of [3, 2]) await dal.delete(user, ids[each]!, false);
      expect(await create(user, 'f')).toMatchObject({ position: 2 });
      expect(await names(user)).toEqual(['a', 'e', 'f']);
    });

    it('has no more lists of a user than the limit, also of those added at once', async () => {
      const user = users.next();
      for (let i = 0; i < MAX_LISTS - 5; i++) await create(user);
      const more = await Promise.all(Array.from({ length: 10 }, () => dal.create(user, 'x')));
      expect(more.filter((each) => each === 'too_many_lists')).toHaveLength(5);
      expect(await names(user)).toHaveLength(MAX_LISTS);
    }, 60_000);

    it('has items in lists, and those of version 1 in the default list', async () => {
      const user = users.next();
      const { id: listId } = await create(user);
      const filed = await add(user, { title: 'filed', listId });
      expect(filed).toMatchObject({ listId, position: null });
      await store.dal.create(user, { title: 'old', status: 'PENDING' });
      expect(await titles(user, listId)).toEqual(['filed']);
      expect(await titles(user, null)).toEqual(['old']);
      expect(await titles(user, undefined)).toEqual(['filed', 'old']);
      await dal.change(user, { id: listId, isArchived: true });
      expect((await readList(store.dal, user)).map(({ title }) => title)).toEqual(['filed', 'old']);
      const { item } = unwrap(await change(user, filed.id, { listId: null, title: 'back' }));
      expect(item).toMatchObject({ listId: null, title: 'back' });
      expect(await store.detailed.find(user, filed.id)).toEqual(item);
      expect(await titles(user, listId)).toEqual([]);
      expect(await titles(user, null)).toEqual(['back', 'old']);
    });

    it('files an item for one member, without a change of the item', async () => {
      const [owner, member] = [users.next(), users.next()];
      const { id: listId } = await create(owner);
      const alone = await add(owner, { listId });
      await store.connections.share(owner, alone.id, member);
      const before = { ...alone, isShared: true };
      const mine = await create(member);
      const { item } = unwrap(await change(member, before.id, { listId: mine.id }));
      expect(item).toEqual({ ...before, role: 'member', listId: mine.id });
      expect(await store.detailed.find(owner, before.id)).toEqual(before);
      // As the owner leaves it.
      await store.connections.remove(owner, before.id, owner.userId);
      expect(await store.detailed.find(member, before.id)).toMatchObject({
        role: 'owner',
        listId: mine.id,
      });
    });

    it('keeps the list of each member for the next one of a repeating item', async () => {
      const [owner, member] = [users.next(), users.next()];
      const [first, second] = [await create(owner), await create(member)];
      const rule = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY', listId: first.id };
      const { id } = await add(owner, rule);
      const other = await add(owner, { listId: first.id });
      await store.connections.share(owner, id, member);
      await change(member, id, { listId: second.id });
      const moved = unwrap(await dal.move(owner, id, { after: other.id }));
      const default_ = { status: 'DONE', listId: null } as const;
      const done = unwrap(await change(member, id, default_));
      expect(done.item).toMatchObject(default_);
      const query = { ...BY_AGE, status: 'PENDING' } as const;
      const [, next] = unwrap(
        await store.detailed.page(owner, { ...query, listId: first.id }),
      ).items;
      expect(next).toMatchObject({ due: { date: '2090-01-02' }, position: moved.position });
      expect(
        unwrap(await store.detailed.page(member, { ...query, listId: null })).items,
      ).toMatchObject([{ id: next!.id }]);
    });

    it('does not delete a list with items, or moves them to the default list', async () => {
      const user = users.next();
      const [a, b] = [await create(user), await create(user)];
      const item = await add(user, { listId: a.id });
      const other = await add(user, { listId: b.id });
      expect(await dal.delete(user, a.id, false)).toBe('list_in_use');
      expect(await store.detailed.find(user, item.id)).toEqual(item);
      expect(await dal.delete(user, a.id, true)).toBe('done');
      expect(await store.detailed.find(user, item.id)).toEqual({ ...item, listId: null });
      expect(await store.detailed.find(user, other.id)).toEqual(other);
      expect(await dal.all(user)).toEqual([{ ...b, position: 0 }]);
    });

    it('knows no lists of other users', async () => {
      const [user, other] = [users.next(), users.next()];
      const { id } = await create(user);
      await create(other);
      const item = await add(other);
      const before = await dal.all(user);
      for (const listId of [id, NONE]) {
        expect(await dal.change(other, { id: listId, name: 'x' })).toBe('list_missing');
        expect(await dal.delete(other, listId, true)).toBe('list_missing');
        expect(await store.detailed.create(other, { ...TEA, listId })).toBe('list_missing');
        expect(await change(other, item.id, { listId, title: 'x' })).toBe('list_missing');
        expect(await store.detailed.page(other, { ...BY_AGE, listId })).toBe('list_missing');
      }
      expect(await store.detailed.find(other, item.id)).toEqual(item);
      expect(await dal.all(user)).toEqual(before);
    });

    it('tells a member alone what it has filed, and all lists when one has changed', async () => {
      const [owner, member] = [users.next(), users.next()];
      const { id } = await add(owner);
      await store.connections.share(owner, id, member);
      const { id: listId } = await create(owner);
      const { tag } = unwrap(await store.changes.since(member, undefined));
      const file = (fields: Partial<DetailedDraft>) => () => change(owner, id, fields);
      expect(await eventsOf(owner, file({ listId }))).toMatchObject([
        { kind: 'changed', item: { id, listId } },
      ]);
      expect(unwrap(await store.changes.since(member, tag))).toEqual({ tag, events: [] });
      expect(await eventsOf(owner, file({ listId: null, title: 'both' }))).toMatchObject([
        { kind: 'changed', item: { id, listId: null, title: 'both' } },
      ]);
      expect(unwrap(await store.changes.since(member, tag))).toMatchObject({
        events: [{ kind: 'changed', item: { id, title: 'both' } }],
      });
      const rename = () => dal.change(owner, { id: listId, name: 'renamed' });
      expect(await eventsOf(owner, rename)).toMatchObject([
        { kind: 'lists', lists: [{ id: listId, name: 'renamed' }] },
      ]);
      expect(await eventsOf(owner, rename)).toEqual([]);
      const both = async () => {
        await create(owner, 'more');
        await change(owner, id, { listId });
        await dal.delete(owner, listId, true);
      };
      expect(await eventsOf(owner, both)).toMatchObject([
        { kind: 'lists', lists: [{ name: 'more', position: 0 }] },
        { kind: 'changed', item: { id, listId: null } },
      ]);
    });

    it('refuses a deleted user, whose lists are gone, and another one of the same id', async () => {
      const user = users.next();
      const { id } = await create(user);
      const item = await add(user, { listId: id });
      const attempts = (who: UserRef) => [
        dal.all(who),
        dal.create(who, 'x'),
        dal.change(who, { id, name: 'x' }),
        dal.delete(who, id, true),
        dal.move(who, item.id, { after: item.id }),
      ];
      const other = { userId: user.userId, uniqueId: 'another user' };
      for (const outcome of await Promise.all(attempts(other)))
        expect(outcome).toBe('user_replaced');
      await store.references.delete(referenceTo(user));
      for (const outcome of await Promise.all(attempts(user))) expect(outcome).toBe('user_deleted');
      const [row] = await store.references.after(user.userId - 1, 1);
      expect(row).toMatchObject({ isDeleted: true, hasRows: false });
    });
  });
}

/** The contract of {@link ListsDal}, for an implementation without lists. */
export function describeNoListsContract(
  name: string,
  open: () => Promise<DetailedStoreUnderTest & { lists: ListsDal }>,
): void {
  describe(`ListsDal: ${name}`, () => {
    const users = anyUsers();
    let store: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('has no lists and positions, and says so to users whom it accepts', async () => {
      const user = users.next();
      await store.dal.create(user, { title: 'code', status: 'PENDING' });
      const [item] = await readList(store.dal, user);
      const attempts = () => [
        store.lists.all(user),
        store.lists.create(user, 'x'),
        store.lists.change(user, { id: 1, name: 'x' }),
        store.lists.delete(user, 1, true),
        store.lists.move(user, item!.id, { after: item!.id }),
        store.detailed.change(user, { id: item!.id, listId: null }, () => true),
      ];
      for (const outcome of await Promise.all(attempts())) expect(outcome).toBe('not_stored');
      expect(await store.detailed.find(user, item!.id)).toMatchObject(NO_PLACE);
      await store.references.delete(referenceTo(user));
      const reminder = { id: item!.id, remind: false };
      expect(await store.detailed.change(user, reminder, () => true)).toBe('not_stored');
      const [change, ...refused] = (await Promise.all(attempts())).reverse();
      expect(change).toBe('not_stored');
      for (const outcome of refused) expect(outcome).toBe('user_deleted');
    });
  });
}
