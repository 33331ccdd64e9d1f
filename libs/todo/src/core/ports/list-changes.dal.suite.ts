import { seededRandom } from '../../../../../test/support/random.js';
import type { ListChanges } from '../live/item-event.js';
import type { Item } from '../item.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import type { ListChangesDal } from './list-changes.dal.js';
import { parse, readList } from './read-list.suite.js';

/** A store under test, and its changes. */
export interface FollowedStoreUnderTest extends TodoStoreUnderTest {
  changes: ListChangesDal;
}

/** A client that has a list, and keeps it by the changes that it gets. */
export class Copy {
  readonly items = new Map<number, Item>();
  tag: string | undefined;

  constructor(private readonly user: UserRef) {}

  async update(changes: ListChangesDal): Promise<ListChanges> {
    const found = unwrap(await changes.since(this.user, this.tag));
    this.apply(found);
    return found;
  }

  /** Oldest first. */
  get list(): Item[] {
    return [...this.items.values()].sort((a, b) => a.id - b.id);
  }

  private apply(found: ListChanges): void {
    this.tag = found.tag;
    if ('list' in found) {
      this.items.clear();
      const { pending, done } = parse(found.list);
      for (const item of [...pending, ...done]) this.items.set(item.id, item);
      return;
    }
    for (const event of found.events) {
      if ('item' in event) this.items.set(event.item.id, ofVersion1(event.item));
      else if ('id' in event) this.items.delete(event.id);
    }
  }
}

function ofVersion1({ id, title, status }: Item): Item {
  return { id, title, status };
}

/** The contract of {@link ListChangesDal}, for every implementation. */
export function describeListChangesContract(
  name: string,
  open: () => Promise<FollowedStoreUnderTest>,
): void {
  describe(`ListChangesDal: ${name}`, () => {
    const users = anyUsers();
    let store: FollowedStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    it('begins with the whole list, and has nothing for a client that has it', async () => {
      const user = users.next();
      await store.dal.create(user, { title: 'code', status: 'PENDING' });
      const list = unwrap(await store.dal.list(user));
      const first = unwrap(await store.changes.since(user, undefined));
      expect(first).toMatchObject({ tag: list.tag });
      expect('list' in first && String(first.list)).toBe(String(list));
      expect(await store.changes.since(user, list.tag)).toEqual({ tag: list.tag, events: [] });
      expect(await store.changes.tagsOf([user.userId])).toEqual(new Map([[user.userId, list.tag]]));
    });

    it.each(['', 'x', '12', 'abc-', '-1', 'abc-1-99', `1-1-${'9'.repeat(30)}`, "'; --"])(
      'gives the whole list for the tag %j, of which it knows nothing',
      async (tag) => {
        expect(await store.changes.since(users.next(), tag)).toHaveProperty('list');
      },
    );

    it('keeps copies equal to the lists, whatever changes and whenever they ask', async () => {
      const random = seededRandom();
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const people = Array.from({ length: 4 }, () => users.next());
      const copies = people.flatMap((user) => [new Copy(user), new Copy(user)]);
      for (let step = 0; step < 150; step++) {
        await changeSomething(store, people, random, pick);
        if (random() < 0.4) await pick(copies).update(store.changes);
      }
      for (const [i, copy] of copies.entries()) {
        await copy.update(store.changes);
        expect(copy.list).toEqual(await readList(store.dal, people[Math.floor(i / 2)]!));
      }
    });

    it('tells when something may have changed', async () => {
      const user = users.next();
      const never = new AbortController().signal;
      await store.changes.recentOf([user.userId]);
      const { version } = store.changes;
      const waiting = store.changes.next(version, 60_000, never);
      await store.dal.create(user, { title: 'code', status: 'PENDING' });
      await waiting;
      expect(store.changes.version).toBeGreaterThan(version);
      expect(await store.changes.recentOf([user.userId])).toEqual([user.userId]);
      await store.changes.next(store.changes.version, 1, never);
      await store.changes.next(store.changes.version, 60_000, AbortSignal.abort());
    });

    it('tells nothing to a deleted user, nor to another user of the id', async () => {
      const user = users.next();
      await store.dal.create(user, { title: 'code', status: 'PENDING' });
      const { tag } = unwrap(await store.changes.since(user, undefined));
      const other = { userId: user.userId, uniqueId: 'another user' };
      for (const since of [undefined, tag])
        expect(await store.changes.since(other, since)).toBe('user_replaced');
      await store.references.delete(referenceTo(user));
      expect((await store.changes.tagsOf([user.userId])).get(user.userId)).not.toBe(tag);
      for (const since of [undefined, tag])
        expect(await store.changes.since(user, since)).toBe('user_deleted');
    });
  });
}

async function changeSomething(
  { dal, connections }: FollowedStoreUnderTest,
  people: readonly UserRef[],
  random: () => number,
  pick: <T>(from: readonly T[]) => T,
): Promise<void> {
  const user = pick(people);
  const items = await readList(dal, user);
  const kind = random();
  if (items.length === 0 || kind < 0.3) {
    return void (await dal.create(user, { title: pick(['a', 'b']), status: 'PENDING' }));
  }
  const { id, title } = pick(items);
  if (kind < 0.6) await dal.update(user, { id, status: pick(['DONE', 'PENDING']) });
  else if (kind < 0.75) await connections.share(user, id, pick(people));
  else if (kind < 0.9) await connections.remove(user, id, pick(people).userId);
  else await dal.removeByTitle(user, title);
}
