import { randomUUID } from 'node:crypto';
import { ServiceError } from '#glue/errors';
import { type DetailedDraft, type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import { DetailedItemsService } from '../details/detailed-items.service.js';
import type { KeyedRequest } from '../keyed/keyed-write.js';
import { KeyedWritesService } from '../keyed/keyed-writes.service.js';
import { anyUsers } from '../ports/any-users.suite.js';
import type { KeyedWritesDal } from '../ports/keyed-writes.dal.js';
import type { DetailedStoreUnderTest } from '../ports/one-item.suite.js';
import { readList } from '../ports/read-list.suite.js';
import type { ReconcileDal } from '../ports/reconcile.dal.js';
import type { TrashDal } from '../ports/trash.dal.js';
import { TrashService } from '../trash/trash.service.js';
import type { Actor, UserRef } from '../user-ref.js';
import type { BulkOperation, BulkRefusal, BulkResult } from './bulk-operation.js';
import { BulkService } from './bulk.service.js';

export interface BulkStoreUnderTest extends DetailedStoreUnderTest {
  trash: TrashDal;
  keyed: KeyedWritesDal;
  reconcile: ReconcileDal;
}

const AT_ONCE = 100;
const NO_ITEM = 2_147_483_647;
const always = () => true;
const never = () => false;

/** The service on a store. */
export function bulkOf({
  detailed,
  trash,
  keyed,
}: Pick<BulkStoreUnderTest, 'detailed' | 'trash' | 'keyed'>): BulkService {
  const writes = new KeyedWritesService(keyed, detailed);
  return new BulkService(
    new DetailedItemsService(detailed, writes),
    new TrashService(trash),
    writes,
  );
}

export const create = (title: string, clientId?: string, more: Partial<DetailedDraft> = {}) => {
  const draft: DetailedDraft = { title, status: 'PENDING', ...NO_DETAILS, ...more };
  return { op: 'create', draft, clientId } as const;
};
export const update = (
  id: number,
  change: Partial<DetailedDraft>,
  holds: (item: DetailedItem) => boolean = always,
) => ({ op: 'update', change: { id, ...change }, holds }) as const;
export const remove = (id: number, holds: (item: DetailedItem) => boolean = always) =>
  ({ op: 'delete', id, holds }) as const;
export const restore = (id: number) => ({ op: 'restore', id }) as const;

/** What results are, in short: a kind, or a code. */
export const summaryOf = (results: readonly BulkResult[]) =>
  results.map((each) => (each instanceof ServiceError ? each.code : each.kind));

/** The contract of {@link BulkService} on a store that remembers writes. */
export function describeBulkContract(name: string, open: () => Promise<BulkStoreUnderTest>): void {
  describe(`bulk writes: ${name}`, () => {
    const users = anyUsers();
    let store: BulkStoreUnderTest;
    let bulk: BulkService;
    beforeAll(async () => {
      store = await open();
      bulk = bulkOf(store);
    }, 60_000);
    afterAll(async () => {
      expect((await store.reconcile.countsAfter(0, 1_000)).miscounted).toEqual([]);
      await store.close();
    });

    const any = (): Actor => ({ ...users.next(), address: undefined, device: undefined });
    const titles = async (user: UserRef) =>
      (await readList(store.dal, user)).map(({ title }) => title);
    const idsOf = (results: readonly BulkResult[]) =>
      results.map((each) => (each instanceof ServiceError ? 0 : each.itemId));
    const add = async (user: Actor, ...all: string[]) =>
      idsOf(
        await bulk.each(
          user,
          all.map((title) => create(title)),
        ),
      );
    const withKeys = (operations: BulkOperation[]): BulkOperation[] =>
      operations.map((each, i) => ({
        ...each,
        request: { key: randomUUID(), fingerprint: `${i}` },
      }));
    const together = async (user: Actor, operations: BulkOperation[]) =>
      (await bulk.together(user, operations)) as BulkResult[];
    const refused = async (user: Actor, operations: BulkOperation[]) =>
      (await bulk.together(user, operations)) as BulkRefusal;

    it.each(['each', 'together'] as const)('do what single ones do, in order (%s)', async (way) => {
      const user = any();
      const [milk, tea, old] = await add(user, 'milk', 'tea', 'old');
      await store.detailed.remove(user, old!, always);
      const results = await bulk[way](user, [
        create('bread'),
        update(milk!, { title: 'oat milk' }),
        update(milk!, { notes: 'x' }, ({ title }) => title === 'oat milk'),
        remove(tea!),
        restore(tea!),
        restore(old!),
      ]);
      expect(summaryOf(results as BulkResult[])).toEqual([
        ...['created', 'changed', 'changed', 'deleted', 'changed', 'changed'],
      ]);
      expect((results as BulkResult[])[2]).toMatchObject({
        item: { title: 'oat milk', notes: 'x' },
      });
      expect(await titles(user)).toEqual(['oat milk', 'tea', 'old', 'bread']);
    });

    it('do the others if one is refused, each for itself', async () => {
      const [user, other] = [any(), any()];
      const [[foreign], [milk]] = [await add(other, 'theirs'), await add(user, 'milk')];
      const repeating = { due: { date: '2090-01-01' }, repeat: 'FREQ=WEEKLY;BYDAY=MO' };
      const results = await bulk.each(user, [
        update(foreign!, { title: 'mine' }),
        create('a'),
        remove(foreign!),
        update(milk!, { title: 'x' }, never),
        remove(milk!, never),
        restore(NO_ITEM),
        create('b', undefined, repeating),
        create('c'),
      ]);
      expect(summaryOf(results)).toEqual([
        ...['item_not_found', 'created', 'item_not_found', 'unchanged', 'unchanged'],
        ...['item_not_found', 'validation_failed', 'created'],
      ]);
      expect(results[3]).toMatchObject({ item: { id: milk, title: 'milk' } });
      expect([await titles(user), await titles(other)]).toEqual([['milk', 'a', 'c'], ['theirs']]);
    });

    it('do none if one is refused, together', async () => {
      const [user, other] = [any(), any()];
      const [[foreign], [milk, tea]] = [await add(other, 'theirs'), await add(user, 'milk', 'tea')];
      const first = [create('a', randomUUID()), update(milk!, { title: 'x' }), remove(tea!)];
      const refusals: [BulkOperation, object][] = [
        [update(foreign!, { title: 'mine' }), { code: 'item_not_found' }],
        [
          update(milk!, { notes: 'x' }, never),
          { kind: 'unchanged', item: { id: milk, title: 'x' } },
        ],
        [remove(milk!, never), { kind: 'unchanged' }],
        [restore(NO_ITEM), { code: 'item_not_found' }],
        [create('b', undefined, { listId: NO_ITEM }), { code: 'list_not_found' }],
      ];
      for (const [operation, reason] of refusals) {
        const operations = withKeys([...first, operation, create('c')]);
        expect(await refused(user, operations)).toMatchObject({ index: 3, reason });
        expect(await titles(user)).toEqual(['milk', 'tea']);
      }
      const done = await together(user, withKeys(first));
      expect(summaryOf(done)).toEqual(['created', 'changed', 'deleted']);
    });

    it.each(['each', 'together'] as const)('have one effect for each key (%s)', async (way) => {
      const user = any();
      const [milk, tea] = await add(user, 'milk', 'tea');
      const operations = withKeys([
        create('a'),
        create('b', randomUUID()),
        update(milk!, { title: 'oat milk' }, ({ title }) => title === 'milk'),
        remove(tea!),
      ]);
      const [first, again] = [
        (await bulk[way](user, operations)) as BulkResult[],
        (await bulk[way](user, operations)) as BulkResult[],
      ];
      expect(again).toEqual(first);
      expect(await titles(user)).toEqual(['oat milk', 'a', 'b']);
      await store.detailed.remove(user, idsOf(first)[0]!, always);
      expect(summaryOf((await bulk[way](user, operations)) as BulkResult[])).toEqual([
        ...['item_gone', 'created', 'changed', 'deleted'],
      ]);
    });

    it('run those again that had no effect', async () => {
      const user = any();
      const [milk] = await add(user, 'milk');
      let isSeen = false;
      const operations = withKeys([create('a'), update(milk!, { notes: 'x' }, () => isSeen)]);
      expect(summaryOf(await bulk.each(user, operations))).toEqual(['created', 'unchanged']);
      expect(await refused(user, operations)).toMatchObject({ index: 1 });
      isSeen = true;
      expect(summaryOf(await together(user, operations))).toEqual(['created', 'changed']);
      expect(await titles(user)).toEqual(['milk', 'a']);
    });

    it.each(['each', 'together'] as const)(
      `add each item once of ${AT_ONCE} equal requests at the same time (%s)`,
      async (way) => {
        const user = any();
        const operations = withKeys(['a', 'b', 'c'].map((title) => create(title, randomUUID())));
        const codes = new Set<string>();
        const until = async (): Promise<number[]> => {
          const results = await bulk[way](user, operations).catch((error: ServiceError) => error);
          const all = Array.isArray(results)
            ? results
            : [results instanceof ServiceError ? results : results.reason];
          const refusals = all.filter((each) => each instanceof ServiceError);
          for (const { code } of refusals) codes.add(code);
          return refusals.length > 0 ? until() : idsOf(all);
        };
        const ids = await Promise.all(Array.from({ length: AT_ONCE }, until));
        expect(new Set(ids.map((each) => each.join())).size).toBe(1);
        expect(await titles(user)).toEqual(['a', 'b', 'c']);
        expect(['idempotency_key_in_use', 'too_busy']).toEqual(expect.arrayContaining([...codes]));
      },
      60_000,
    );

    it.each(['each', 'together'] as const)('are refused for another user (%s)', async (way) => {
      const user = any();
      await add(user, 'milk');
      const replaced = { ...user, uniqueId: 'another' };
      await expect(bulk[way](replaced, [create('a')])).rejects.toMatchObject({
        code: 'user_id_reused',
      });
      expect(await titles(user)).toEqual(['milk']);
    });

    it('stop at the first that the store cannot do at present', async () => {
      const user = any();
      const request: KeyedRequest = { key: randomUUID(), fingerprint: 'f' };
      const outage = new ServiceError({ code: 'x', status: 503, message: 'x', when: '', cure: '' });
      let asked = 0;
      const fails = () => {
        asked++;
        throw outage;
      };
      const [milk] = await add(user, 'milk');
      const operations = [
        create('a'),
        { ...update(milk!, {}, fails), request },
        remove(milk!, fails),
      ];
      const results = await bulk.each(user, operations);
      expect(summaryOf(results)).toEqual(['created', 'x', 'x']);
      expect(asked).toBe(1);
      await expect(bulk.each(user, operations.slice(1))).rejects.toBe(outage);
      await expect(bulk.together(user, operations)).rejects.toBe(outage);
      expect(await titles(user)).toEqual(['milk', 'a']);
    });
  });
}

/** On a store that remembers no writes: single ones only. */
export function describeNoBulkContract(
  name: string,
  open: () => Promise<Omit<BulkStoreUnderTest, 'reconcile'>>,
): void {
  it(`bulk writes: ${name} has none together`, async () => {
    const store = await open();
    const user: Actor = { userId: 1, uniqueId: 'u', address: undefined, device: undefined };
    await store.dal.create(user, { title: 'tea', status: 'PENDING' });
    const [{ id } = { id: 0 }] = await readList(store.dal, user);
    const bulk = bulkOf(store);
    const operations = [update(id, { title: 'milk' }), create('a'), restore(id)];
    await expect(bulk.together(user, operations)).rejects.toMatchObject({
      code: 'database_required',
    });
    expect(summaryOf(await bulk.each(user, operations))).toEqual([
      ...['changed', 'database_required', 'database_required'],
    ]);
    expect(await readList(store.dal, user)).toMatchObject([{ title: 'milk' }]);
    await store.close();
  });
}
