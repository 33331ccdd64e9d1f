import { randomUUID } from 'node:crypto';
import { NO_DETAILS } from '../details/detailed-item.js';
import type { KeyedRequest, WriteKind, Written } from '../keyed/keyed-write.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { KeyedWritesDal } from './keyed-writes.dal.js';
import type { DetailedStoreUnderTest } from './one-item.suite.js';
import { readList } from './read-list.suite.js';

/** A store under test that remembers writes. */
export interface KeyedStoreUnderTest extends DetailedStoreUnderTest {
  keyed: KeyedWritesDal;
}

const AT_ONCE = 100;

/** The contract of {@link KeyedWritesDal}, for every implementation that remembers writes. */
export function describeKeyedWritesContract(
  name: string,
  open: () => Promise<KeyedStoreUnderTest>,
): void {
  describe(`KeyedWritesDal: ${name}`, () => {
    const users = anyUsers();
    let store: KeyedStoreUnderTest;
    let dal: KeyedWritesDal;
    beforeAll(async () => {
      store = await open();
      dal = store.keyed;
    }, 60_000);
    afterAll(() => store.close());

    const request = (fingerprint = 'tea', key: string = randomUUID()): KeyedRequest => ({
      key,
      fingerprint,
    });
    const creating =
      (user: UserRef, kind: WriteKind = 'created') =>
      async () => {
        const draft = { title: 'tea', status: 'PENDING', ...NO_DETAILS } as const;
        const item = unwrap(await store.detailed.create(user, draft));
        return { kind, itemId: item.id, item };
      };
    const failing = (user: UserRef) => async (): Promise<Written> => {
      await creating(user)();
      throw new Error('refused');
    };
    const countOf = async (user: UserRef) => (await readList(store.dal, user)).length;

    it('does a write once for each key, of each user', async () => {
      const [user, other] = [users.next(), users.next()];
      const same = request();
      const written = await dal.once(user, same, creating(user));
      const { itemId } = written as Written;
      expect(written).toMatchObject({ kind: 'created', item: { id: itemId, title: 'tea' } });
      const effect = { kind: 'created', itemId };
      for (const write of [creating(user), failing(user)])
        expect(await dal.once(user, same, write)).toEqual(effect);
      expect(await countOf(user)).toBe(1);
      expect(await dal.once(user, request(), creating(user))).toHaveProperty('item');
      expect(await dal.once(other, same, creating(other))).toHaveProperty('item');
      expect([await countOf(user), await countOf(other)]).toEqual([2, 1]);
    });

    it('remembers what a write was, without an item too', async () => {
      const user = users.next();
      const kinds: WriteKind[] = ['found', 'changed', 'deleted'];
      for (const kind of kinds) {
        const same = request();
        const write = async () => ({ kind, itemId: 7, item: undefined });
        await dal.once(user, same, write);
        expect(await dal.once(user, same, write)).toEqual({ kind, itemId: 7 });
      }
    });

    it('refuses a key that was used for something else', async () => {
      const user = users.next();
      const { key } = request();
      await dal.once(user, request('tea', key), creating(user));
      expect(await dal.once(user, request('milk', key), creating(user))).toBe('key_reused');
      await dal.createOnce(user, request('tea', key), creating(user));
      expect(await dal.createOnce(user, request('milk', key), creating(user))).toBe(
        'client_id_used',
      );
      expect(await countOf(user)).toBe(2);
    });

    it('neither keeps nor remembers what throws, and does not remember what changed nothing', async () => {
      const user = users.next();
      const same = request();
      await expect(dal.once(user, same, failing(user))).rejects.toThrow('refused');
      await expect(dal.createOnce(user, same, failing(user))).rejects.toThrow('refused');
      expect(await countOf(user)).toBe(0);
      const unchanged = await dal.once(user, same, creating(user, 'unchanged'));
      expect(unchanged).toMatchObject({ kind: 'unchanged' });
      expect(await dal.once(user, same, creating(user))).toMatchObject({ kind: 'created' });
      expect(await dal.createOnce(user, same, creating(user))).toMatchObject({ kind: 'created' });
    });

    it('creates an item once for each client id, of each user', async () => {
      const [user, other] = [users.next(), users.next()];
      const same = request();
      const { itemId } = (await dal.createOnce(user, same, creating(user))) as Written;
      const effect = { kind: 'found', itemId };
      expect(await dal.createOnce(user, same, failing(user))).toEqual(effect);
      expect(await dal.createOnce(other, same, creating(other))).toHaveProperty('item');
      await store.dal.removeByTitle({ ...user, address: undefined, device: undefined }, 'tea');
      expect(await dal.createOnce(user, same, creating(user))).toEqual(effect);
      expect(await countOf(user)).toBe(0);
    });

    it.each(['once', 'createOnce'] as const)(
      `has one effect of ${AT_ONCE} at the same time (%s)`,
      async (method) => {
        const user = users.next();
        const same = request();
        const attempt = () => dal[method](user, same, creating(user));
        const outcomes = await Promise.all(Array.from({ length: AT_ONCE }, attempt));
        const ids = outcomes.map((each) => (typeof each === 'string' ? each : each.itemId));
        const busy = method === 'once' ? ['key_in_use'] : [];
        const list = await readList(store.dal, user);
        expect(list).toHaveLength(1);
        expect([list[0]!.id, ...busy]).toEqual(expect.arrayContaining(ids));
        expect(outcomes.filter((each) => typeof each === 'object' && 'item' in each)).toHaveLength(
          1,
        );
      },
      60_000,
    );

    it('has the key of a request and the client id of its item together, or neither', async () => {
      const user = users.next();
      const [outer, inner] = [request(), request()];
      const create = () => dal.createOnce(user, inner, creating(user)) as Promise<Written>;
      const lost = async (): Promise<Written> => {
        await create();
        throw new Error('refused');
      };
      await expect(dal.once(user, outer, lost)).rejects.toThrow('refused');
      const written = await dal.once(user, outer, create);
      expect(written).toMatchObject({ kind: 'created' });
      expect(await dal.once(user, request(), create)).toMatchObject({ kind: 'found' });
      expect(await countOf(user)).toBe(1);
    });

    it('has nothing of a deleted user', async () => {
      const user = users.next();
      const same = request();
      await dal.once(user, same, creating(user));
      await dal.createOnce(user, same, creating(user));
      await store.references.delete(referenceTo(user));
      const [known] = await store.references.after(user.userId - 1, 1);
      expect(known).toMatchObject({ id: user.userId, isDeleted: true, hasRows: false });
      for (const repeat of [
        () => dal.once(user, same, creating(user)),
        () => dal.createOnce(user, same, creating(user)),
      ])
        await expect(repeat()).rejects.toMatchObject({ code: 'session_ended' });
    });
  });
}
