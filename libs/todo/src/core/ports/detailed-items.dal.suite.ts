import { seededRandom } from '../../../../../test/support/random.js';
import { type DetailedDraft, type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import { type ItemQuery, SORT_KEYS } from '../details/item-query.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { DetailedItemsDal } from './detailed-items.dal.js';
import type { DetailedStoreUnderTest } from './one-item.suite.js';
import { readList } from './read-list.suite.js';

const TEA: DetailedDraft = { title: 'tea', status: 'PENDING', ...NO_DETAILS };
const WHOLE: DetailedDraft = {
  title: 'call Ada',
  status: 'DONE',
  notes: '# Ada\n\n- 𝕊 and "quotes"\n',
  priority: 3,
  labels: ['work', 'Ärger', 'a,b{}"\\'],
  due: { date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' },
  repeat: 'FREQ=WEEKLY;BYDAY=SU',
};
const BY_AGE: ItemQuery = { sort: 'created', isDescending: false, limit: 100 };
const NO_ITEM = 2_147_483_647;

/** The contract of {@link DetailedItemsDal}, for every implementation that stores details. */
export function describeDetailedItemsContract(
  name: string,
  open: () => Promise<DetailedStoreUnderTest>,
): void {
  describe(`DetailedItemsDal: ${name}`, () => {
    const users = anyUsers();
    let store: DetailedStoreUnderTest;
    let dal: DetailedItemsDal;
    beforeAll(async () => {
      store = await open();
      dal = store.detailed;
    }, 60_000);
    afterAll(() => store.close());

    const create = async (user: UserRef, draft: Partial<DetailedDraft> = {}) =>
      unwrap(await dal.create(user, { ...TEA, ...draft }));
    const page = async (user: UserRef, query: Partial<ItemQuery> = {}) =>
      unwrap(await dal.page(user, { ...BY_AGE, ...query }));
    const titles = async (user: UserRef, query: Partial<ItemQuery> = {}) =>
      (await page(user, query)).items.map(({ title }) => title);

    async function allPages(user: UserRef, query: Partial<ItemQuery>): Promise<DetailedItem[]> {
      const found: DetailedItem[] = [];
      let { cursor } = query;
      do {
        const { items, next } = await page(user, { ...query, cursor });
        found.push(...items);
        cursor = next;
      } while (cursor !== undefined);
      return found;
    }

    it.each([TEA, WHOLE, { ...TEA, due: { date: '1970-01-01' } }])(
      'stores %j exactly as it was given',
      async (draft) => {
        const user = users.next();
        const item = await create(user, draft);
        expect(item).toMatchObject({ ...draft, role: 'owner', updatedAt: null });
        expect(Math.abs(Date.now() - item.createdAt!.getTime())).toBeLessThan(60_000);
        expect(item.completedAt !== null).toBe(draft.status === 'DONE');
        expect(await dal.find(user, item.id)).toEqual(item);
        expect((await page(user)).items).toEqual([item]);
      },
    );

    it('has items of version 1 without details, and they have those of version 2', async () => {
      const user = users.next();
      await store.dal.create(user, { title: 'code', status: 'PENDING' });
      const [old] = await readList(store.dal, user);
      expect(await dal.find(user, old!.id)).toMatchObject({ ...old, ...NO_DETAILS });
      const item = await create(user, WHOLE);
      const { id, title, status } = item;
      expect(await readList(store.dal, user)).toContainEqual({ id, title, status });
    });

    it('changes the given fields, and the times', async () => {
      const user = users.next();
      const before = await create(user, WHOLE);
      const { id } = before;
      const change = async (fields: Partial<DetailedDraft>) => {
        const { item } = unwrap(await dal.change(user, { id, ...fields }, () => true));
        expect(await dal.find(user, id)).toEqual(item);
        return item;
      };
      const open = await change({ status: 'PENDING', labels: [] });
      expect(open).toMatchObject({ ...WHOLE, status: 'PENDING', labels: [], completedAt: null });
      expect(open.updatedAt!.getTime()).toBeGreaterThanOrEqual(before.createdAt!.getTime());
      expect(await change({ due: { date: '2027-01-01' } })).toMatchObject({
        due: { date: '2027-01-01' },
      });
      expect(
        await change({ due: null, repeat: null, notes: '', priority: 0, title: 'x' }),
      ).toMatchObject({
        ...TEA,
        title: 'x',
      });
      expect((await change({ status: 'DONE' })).completedAt).not.toBeNull();
      await store.dal.update(user, { id, status: 'PENDING' });
      expect(await dal.find(user, id)).toMatchObject({ completedAt: null });
    });

    it('does not change the times if nothing changes', async () => {
      const user = users.next();
      const item = await create(user, { ...WHOLE, repeat: null });
      const { id, title, status } = item;
      await store.dal.update(user, { id, title, status });
      await dal.change(user, { id, notes: item.notes }, () => true);
      expect(await dal.find(user, id)).toEqual(item);
    });

    it('changes an item only if the condition holds, for members too', async () => {
      const [owner, member, other] = [users.next(), users.next(), users.next()];
      const item = await create(owner, WHOLE);
      await store.connections.share(owner, item.id, member);
      const seen = { ...item, role: 'member', isShared: true };
      expect(item.isShared).toBe(false);
      expect(await dal.find(member, item.id)).toEqual(seen);
      expect((await page(owner)).items).toEqual([{ ...item, isShared: true }]);
      const rename = (user: UserRef, id: number, answer: boolean) =>
        dal.change(user, { id, notes: 'mine' }, () => answer);
      expect(await rename(member, item.id, false)).toEqual({ item: seen, isChanged: false });
      expect(await rename(member, item.id, true)).toMatchObject({ isChanged: true });
      expect(await dal.find(owner, item.id)).toMatchObject({ notes: 'mine', role: 'owner' });
      expect(await rename(other, item.id, true)).toBe('item_missing');
      expect(await rename(owner, NO_ITEM, true)).toBe('item_missing');
      expect(await dal.find(other, item.id)).toBe('item_missing');
      expect((await page(other)).items).toEqual([]);
    });

    it('selects by status, label and day', async () => {
      const user = users.next();
      await create(user, { title: 'a', labels: ['x'] });
      await create(user, { title: 'b', status: 'DONE', due: { date: '2026-12-01' } });
      await create(user, { title: 'c', labels: ['y', 'x'], due: { date: '2026-12-02' } });
      expect(await titles(user, { status: 'DONE' })).toEqual(['b']);
      expect(await titles(user, { label: 'x' })).toEqual(['a', 'c']);
      expect(await titles(user, { label: 'X' })).toEqual([]);
      expect(await titles(user, { dueFrom: '2026-12-02' })).toEqual(['c']);
      expect(await titles(user, { dueTo: '2026-12-01' })).toEqual(['b']);
      expect(await titles(user, { dueFrom: '2026-12-01', dueTo: '2026-12-02' })).toEqual([
        'b',
        'c',
      ]);
      expect(await titles(user, { label: 'x', status: 'DONE' })).toEqual([]);
    });

    it('finds words and their beginnings, in titles, notes and labels', async () => {
      const user = users.next();
      await create(user, { title: 'Call ADA about the e-mail' });
      await create(user, { title: 'tea', notes: 'Ärger, (bought) for Ada', labels: ['to buy'] });
      await store.dal.create(user, { title: "Ada's cup", status: 'PENDING' });
      const found = (text: string) => titles(user, { text });
      expect(await found('ada')).toEqual(['Call ADA about the e-mail', 'tea', "Ada's cup"]);
      expect(await found('a ada')).toEqual(['Call ADA about the e-mail', 'tea', "Ada's cup"]);
      expect(await found('mail cal')).toEqual(['Call ADA about the e-mail']);
      expect(await found('E-Mail')).toEqual(['Call ADA about the e-mail']);
      expect(await found('ärg')).toEqual(['tea']);
      expect(await found('buy BOUGHT')).toEqual(['tea']);
      expect(await found('da')).toEqual([]);
      const signs = users.next();
      await create(signs, { title: 'milk/bread <for Ada> 3-4', notes: 'to ada@example.com' });
      for (const text of ['bread', 'for', '4', 'example', 'ada@ex', '3-4', '/bread'])
        expect(await titles(signs, { text })).toHaveLength(1);
      for (const text of ["'", '&', "':*", 'a:*b | !c', '\\', '()', "x'y'", '<a href="b">', '%'])
        expect(await found(text)).not.toContain('tea');
      const { items } = await page(user, { text: 'ada', limit: 1 });
      await dal.change(user, { id: items[0]!.id, title: 'renamed' }, () => true);
      expect(await found('ada')).toEqual(['tea', "Ada's cup"]);
      expect(await allPages(user, { text: 'ada', sort: 'title', limit: 1 })).toHaveLength(2);
    });

    it('sorts: without a due date last', async () => {
      const user = users.next();
      await create(user, { title: 'B', priority: 1 });
      await create(user, { title: 'a', due: { date: '2026-12-02' } });
      await create(user, { title: 'Ä', due: { ...WHOLE.due!, date: '2026-12-02' }, priority: 2 });
      await create(user, { title: 'c', due: { date: '2026-12-01' } });
      expect(await titles(user, { sort: 'created', isDescending: true })).toEqual([
        'c',
        'Ä',
        'a',
        'B',
      ]);
      expect(await titles(user, { sort: 'due' })).toEqual(['c', 'Ä', 'a', 'B']);
      expect(await titles(user, { sort: 'due', isDescending: true })).toEqual(['a', 'Ä', 'c', 'B']);
      expect(await titles(user, { sort: 'priority', isDescending: true })).toEqual([
        'Ä',
        'B',
        'c',
        'a',
      ]);
      expect(await titles(user, { sort: 'title' })).toEqual(['a', 'B', 'c', 'Ä']);
      expect(await titles(user, { sort: 'title', isDescending: true })).toEqual([
        'Ä',
        'c',
        'B',
        'a',
      ]);
    });

    it('sorts by the last change: of items without one by their creation', async () => {
      const user = users.next();
      const ids = [];
      for (const title of ['a', 'b', 'c']) ids.push((await create(user, { title })).id);
      await dal.change(user, { id: ids[0]!, priority: 1 }, () => true);
      expect(await titles(user, { sort: 'updated' })).toEqual(['b', 'c', 'a']);
      expect(await titles(user, { sort: 'updated', isDescending: true })).toEqual(['a', 'c', 'b']);
    });

    it('has each item on one page, whatever is written meanwhile', async () => {
      const random = seededRandom();
      const user = users.next();
      const ids = new Set<number>();
      for (let i = 0; i < 40; i++) {
        const due = random() < 0.5 ? null : { date: `2026-12-0${1 + Math.floor(random() * 3)}` };
        ids.add((await create(user, { title: `t${Math.floor(random() * 5)}`, due })).id);
      }
      for (const sort of SORT_KEYS) {
        for (const isDescending of [false, true]) {
          const query = { sort, isDescending, limit: 7 };
          const whole = (await page(user, { ...query, limit: 100 })).items;
          expect(await allPages(user, query)).toEqual(whole);
          const first = await page(user, query);
          const added = await create(user, { title: 't2' });
          const gone = whole.at(-1)!;
          await dal.change(user, { id: gone.id, title: 'renamed' }, () => true);
          const rest = await allPages(user, { ...query, cursor: first.next });
          const seen = [...first.items, ...rest]
            .map(({ id }) => id)
            .filter((id) => id !== added.id);
          expect(new Set(seen).size).toBe(seen.length);
          for (const id of ids) if (id !== gone.id) expect(seen).toContain(id);
          ids.add(added.id);
        }
      }
    }, 60_000);

    it('ends a page with long notes early', async () => {
      const user = users.next();
      const notes = 'x'.repeat(32 * 1024);
      for (let i = 0; i < 40; i++) await create(user, { notes });
      const first = await page(user);
      expect(first.items).toHaveLength(32);
      expect(await allPages(user, {})).toHaveLength(40);
    });

    it('knows a cursor only of the same user and order', async () => {
      const user = users.next();
      for (const title of ['a', 'b', 'c']) await create(user, { title });
      const { next } = await page(user, { limit: 1 });
      expect(await titles(user, { cursor: next })).toEqual(['b', 'c']);
      const other = users.next();
      await create(other);
      expect(await dal.page(other, { ...BY_AGE, cursor: next })).toBe('unknown_cursor');
      for (const text of ['', '!', `${user.userId}:title:1:a\0`, next!]) {
        for (const cursor of [text, Buffer.from(text).toString('base64url')])
          expect(await dal.page(user, { ...BY_AGE, sort: 'title', cursor })).toBe('unknown_cursor');
      }
    });

    it('refuses a deleted user, and another one of the same id', async () => {
      const user = users.next();
      const { id } = await create(user);
      const other = { userId: user.userId, uniqueId: 'another user' };
      const attempts = (who: UserRef) => [
        dal.find(who, id),
        dal.page(who, BY_AGE),
        dal.create(who, TEA),
        dal.change(who, { id, title: 'x' }, () => true),
      ];
      for (const outcome of await Promise.all(attempts(other)))
        expect(outcome).toBe('user_replaced');
      await store.references.delete(referenceTo(user));
      for (const outcome of await Promise.all(attempts(user))) expect(outcome).toBe('user_deleted');
    });
  });
}
