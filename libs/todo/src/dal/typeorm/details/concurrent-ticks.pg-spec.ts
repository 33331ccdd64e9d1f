import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { testLength } from '../../../../../../test/support/test-length.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';
import { TypeormDetailedItemsDal } from './typeorm-detailed-items.dal.js';

const PEOPLE = 8;
const ROUNDS = testLength({ short: 25, long: 2_000 });
const AT_ONCE = 12;

interface Row {
  id: number;
  title: string;
  status: string;
  date: string;
  repeat: string | null;
}

/** Ticks at the same time, on a PostgreSQL server: the embedded one runs one statement at a time. */
describe('ticks of repeating items, beside each other', () => {
  const users = anyUsers();
  const random = seededRandom();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  let source: DataSource;
  let close: () => Promise<void>;
  let replicas: TypeormItemsDal[];
  let detailed: TypeormDetailedItemsDal;
  let connections: TypeormMembershipsDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    replicas = [0, 0].map(() => new TypeormItemsDal(source, WIDE_LIMITS));
    detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
  }, 60_000);
  afterAll(() => close());

  const rows = (title: string) =>
    source.query<Row[]>(
      `SELECT id, title, status, due_date::text AS date, repeat FROM todo.to_do_items
       WHERE title = $1 ORDER BY id`,
      [title],
    );
  const create = async (owner: UserRef, title: string, members: readonly UserRef[] = []) => {
    const due = { date: '2090-01-01' };
    const rule = { ...NO_DETAILS, due, repeat: 'FREQ=DAILY' };
    const { id } = unwrap(await detailed.create(owner, { title, status: 'PENDING', ...rule }));
    for (const member of members) await connections.share(owner, id, member);
    return id;
  };
  const tick = (user: UserRef, id: number) =>
    random() < 0.5
      ? pick(replicas).update(user, { id, status: 'DONE' })
      : detailed.change(user, { id, status: 'DONE' }, () => true);
  async function expectSound(): Promise<void> {
    const reconcile = new TypeormReconcileDal(source);
    expect((await reconcile.countsAfter(0, 1_000)).miscounted).toEqual([]);
    expect(await reconcile.itemsAfter(0, 10_000)).toMatchObject({ orphaned: [], ownerless: [] });
  }

  it('of one item make one next item', async () => {
    const [owner, member] = [users.next(), users.next()];
    const id = await create(owner, 'one', [member]);
    await Promise.all(Array.from({ length: 20 }, (_, i) => tick(i % 2 ? owner : member, id)));
    expect(await rows('one')).toMatchObject([
      { id, status: 'DONE', repeat: null },
      { status: 'PENDING', date: '2090-01-02', repeat: 'FREQ=DAILY' },
    ]);
    await expectSound();
  });

  it('make one next item each, whatever is renamed, shared, left and opened meanwhile', async () => {
    const people = Array.from({ length: PEOPLE }, () => users.next());
    const titles = ['a', 'b', 'c', 'd'];
    for (const title of titles) await create(pick(people), title, []);
    const act = async () => {
      const all = await rows(pick(titles));
      const [user, other] = [pick(people), pick(people)];
      const { id } = random() < 0.7 ? all.at(-1)! : pick(all);
      const kind = random();
      if (kind < 0.6) return tick(user, id);
      if (kind < 0.7) return pick(replicas).update(user, { id, status: 'PENDING' });
      if (kind < 0.9) return connections.share(user, id, other);
      return detailed.change(user, { id, notes: `${random()}` }, () => true);
    };
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(Array.from({ length: AT_ONCE }, act));
    }
    for (const title of titles) {
      const all = await rows(title);
      expect(all.filter(({ repeat }) => repeat !== null)).toHaveLength(1);
      expect(all.at(-1)).toMatchObject({ status: 'PENDING', repeat: 'FREQ=DAILY' });
      expect(new Set(all.map(({ date }) => date)).size).toBe(all.length);
    }
    expect((await Promise.all(titles.map(rows))).flat().length).toBeGreaterThan(titles.length);
    await expectSound();
  }, 900_000);

  it('of members who are being deleted leave nothing of them', async () => {
    const references = new TypeormUserReferences(source);
    for (let i = 0; i < 10; i++) {
      const [owner, leaving, staying] = [users.next(), users.next(), users.next()];
      const id = await create(owner, `of ${i}`, [leaving, staying]);
      const gone = pick([owner, leaving]);
      await Promise.all([tick(staying, id), references.delete(referenceTo(gone))]);
      const left = 'SELECT FROM todo.user_connections WHERE user_id = $1';
      expect(await source.query(left, [gone.userId])).toEqual([]);
      expect(await rows(`of ${i}`)).toHaveLength(2);
    }
    await expectSound();
  });
});
