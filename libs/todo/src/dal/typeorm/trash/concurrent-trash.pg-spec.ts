import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { type Hold, holdAt } from '../../../../../../test/support/hold.js';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { testLength } from '../../../../../../test/support/test-length.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';
import { TypeormTrashDal } from './typeorm-trash.dal.js';

const PEOPLE = 5;
const ROUNDS = testLength({ short: 60, long: 2_000 });
const AT_ONCE = 14;
const LIMITS = { ...WIDE_LIMITS, itemsPerUser: 8, titleBytesPerUser: 200 };
const TITLES = ['a', 'bé', 'c'.repeat(30), 'd'.repeat(60)];

/** On a PostgreSQL server: the embedded one runs one statement at a time. */
describe('the trash, with what happens at the same time', () => {
  const users = anyUsers();
  const random = seededRandom();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  let source: DataSource;
  let close: () => Promise<void>;
  let items: TypeormItemsDal;
  let detailed: TypeormDetailedItemsDal;
  let connections: TypeormMembershipsDal;
  let references: TypeormUserReferences;
  let trash: TypeormTrashDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    items = new TypeormItemsDal(source, LIMITS);
    detailed = new TypeormDetailedItemsDal(source, LIMITS);
    connections = new TypeormMembershipsDal(source, LIMITS);
    references = new TypeormUserReferences(source);
    trash = new TypeormTrashDal(source);
  }, 60_000);
  afterAll(() => close());

  const rows = <Row = object>(sql: string, ...values: unknown[]) =>
    source.query<Row[]>(sql, values);
  const create = (user: UserRef, title = pick(TITLES), rule = {}) =>
    detailed.create(user, { title, status: 'PENDING', ...NO_DETAILS, ...rule });

  async function expectSound(): Promise<void> {
    const reconcile = new TypeormReconcileDal(source);
    expect((await reconcile.countsAfter(0, 10_000)).miscounted).toEqual([]);
    expect(await reconcile.itemsAfter(0, 100_000)).toMatchObject({ orphaned: [], ownerless: [] });
    const both = 'SELECT t.id FROM todo.trash t JOIN todo.to_do_items i ON i.id = t.id';
    expect(await rows(both)).toEqual([]);
    const twice = 'SELECT id FROM todo.trash GROUP BY id HAVING count(*) > 1';
    expect(await rows(twice)).toEqual([]);
    const ofDeleted = `SELECT t.id FROM todo.trash t JOIN todo.user_refs r ON r.user_id = t.user_id
      WHERE r.deleted_at IS NOT NULL`;
    expect(await rows(ofDeleted)).toEqual([]);
  }

  it('counts what there is while people delete, restore, change, tick, add and go', async () => {
    const people = Array.from({ length: PEOPLE }, () => users.next());
    const daily = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' };
    const anyId = async () => {
      const all = await rows<{ id: number }>(
        'SELECT id FROM todo.to_do_items UNION ALL SELECT id FROM todo.trash ORDER BY id DESC LIMIT 12',
      );
      return pick(all)?.id ?? 1;
    };
    const holds = () => random() < 0.9;
    const acts: ((user: UserRef, id: number) => Promise<unknown>)[] = [
      (user) => create(user),
      (user) => create(user, 'r', daily),
      (user) => items.create(user, { title: pick(TITLES), status: 'DONE' }),
      (user, id) => detailed.remove(user, id, holds),
      (user, id) => detailed.remove(user, id, holds),
      (user) => items.removeByTitle(user, pick(TITLES)),
      (user) => items.removeByTitle(user, pick(TITLES)),
      (user, id) => trash.restore(user, id),
      (user, id) => trash.restore(user, id),
      (user, id) => trash.delete(user, id),
      (user) => (random() < 0.3 ? trash.empty(user) : trash.page(user, { limit: 3 })),
      (user, id) => items.update(user, { id, title: pick(TITLES) }),
      (user, id) => detailed.change(user, { id, status: 'DONE' }, holds),
      (user, id) => connections.share(user, id, pick(people)),
      (user, id) => connections.remove(user, id, user.userId),
    ];
    for (let round = 1; round <= ROUNDS; round++) {
      const ids = await Promise.all([anyId(), anyId(), anyId()]);
      const work = Array.from({ length: AT_ONCE }, () => pick(acts)(pick(people), pick(ids)));
      if (round % 10 === 0) {
        work.push(references.delete(referenceTo(people.shift()!)));
        people.push(users.next());
      }
      await Promise.all(work);
      if (round % 20 === 0) await expectSound();
    }
    const made = 'SELECT max(id)::integer AS made FROM todo.to_do_items';
    expect((await rows<{ made: number }>(made))[0]!.made).toBeGreaterThan(ROUNDS);
    await expectSound();
  }, 900_000);

  describe('an item that is deleted by title', () => {
    let owner: UserRef;
    let member: UserRef;
    let id: number;
    let hold: Hold;
    beforeEach(async () => {
      [owner, member] = [users.next(), users.next()];
      ({ id } = unwrap(await create(owner, 'ours')));
      await connections.share(owner, id, member);
    });
    const holdAtTrigger = (trigger: string) =>
      holdAt((source.options as { url: string }).url, trigger);

    it('while it is renamed: it stays', async () => {
      hold = await holdAtTrigger(`AFTER UPDATE ON todo.to_do_items WHEN (NEW.id = ${id})`);
      const renaming = items.update(member, { id, title: 'renamed' });
      await hold.untilWaiting(1);
      const deleting = items.removeByTitle(owner, 'ours');
      await hold.untilWaiting(2);
      await hold.release();
      expect(await Promise.all([renaming, deleting])).toEqual(['done', 'item_missing']);
      expect(await detailed.find(owner, id)).toMatchObject({ title: 'renamed' });
      await expectSound();
    });

    it('while its notes change: the trash has the new ones', async () => {
      hold = await holdAtTrigger(`AFTER UPDATE ON todo.to_do_items WHEN (NEW.id = ${id})`);
      const changing = detailed.change(member, { id, notes: 'new' }, () => true);
      await hold.untilWaiting(1);
      const deleting = items.removeByTitle(owner, 'ours');
      await hold.untilWaiting(2);
      await hold.release();
      await changing;
      expect(await deleting).toBe('done');
      expect(unwrap(await trash.page(owner, { limit: 1 })).items).toMatchObject([
        { id, notes: 'new' },
      ]);
    });

    it('by its new owner while it is handed over: it is in the trash of that owner', async () => {
      hold = await holdAtTrigger(
        `AFTER DELETE ON todo.user_connections WHEN (OLD.user_id = ${owner.userId})`,
      );
      const leaving = connections.remove(owner, id, owner.userId);
      await hold.untilWaiting(1);
      const deleting = items.removeByTitle(member, 'ours');
      await hold.untilWaiting(2);
      await hold.release();
      expect(await Promise.all([leaving, deleting])).toEqual(['done', 'done']);
      expect(unwrap(await trash.page(member, { limit: 1 })).items).toMatchObject([{ id }]);
      expect(unwrap(await trash.page(owner, { limit: 1 })).items).toEqual([]);
      await expectSound();
    });
  });
});
