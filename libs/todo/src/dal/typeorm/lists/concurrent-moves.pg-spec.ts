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
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';
import { TypeormListsDal } from './typeorm-lists.dal.js';

const ITEMS = 12;
const ROUNDS = testLength({ short: 15, long: 1_000 });
const AT_ONCE = 12;

interface Row {
  id: number;
  list: number | null;
  position: string | null;
}

/** Changes of lists and of the order in them, on a PostgreSQL server: the embedded one runs one statement at a time. */
describe('lists and moves, beside each other', () => {
  const users = anyUsers();
  const random = seededRandom();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  let source: DataSource;
  let close: () => Promise<void>;
  let items: TypeormItemsDal;
  let detailed: TypeormDetailedItemsDal;
  let connections: TypeormMembershipsDal;
  let lists: TypeormListsDal[];
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    items = new TypeormItemsDal(source, WIDE_LIMITS);
    detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
    lists = [0, 0].map(() => new TypeormListsDal(source));
  }, 60_000);
  afterAll(() => close());

  const create = async (owner: UserRef, listId: number | null = null) =>
    unwrap(await detailed.create(owner, { title: 'tea', status: 'PENDING', ...NO_DETAILS, listId }))
      .id;
  const rowsOf = ({ userId }: UserRef) =>
    source.query<Row[]>(
      `SELECT to_do_id AS id, list_id AS list, position FROM todo.user_connections
       WHERE user_id = $1 ORDER BY position NULLS LAST, to_do_id`,
      [userId],
    );
  const repeat = async (times: number, work: () => Promise<unknown>) => {
    const outcomes = await Promise.all(Array.from({ length: times }, work));
    return outcomes.filter((outcome) => typeof outcome === 'string');
  };

  it('never give two items of a member the same position', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const user = users.next();
      const ids: number[] = [];
      for (let i = 0; i < ITEMS; i++) ids.push(await create(user));
      const refused = await repeat(AT_ONCE, async () => {
        const place = random() < 0.5 ? { before: pick(ids) } : { after: pick(ids) };
        return pick(lists).move(user, pick(ids), place);
      });
      expect(refused).toEqual([]);
      const keys = (await rowsOf(user)).flatMap(({ position }) => position ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  }, 600_000);

  it('puts an item where the last move says, however many there were at that place', async () => {
    const user = users.next();
    const [first, ...others] = [await create(user), await create(user), await create(user)];
    for (let i = 0; i < 400; i++)
      unwrap(await pick(lists).move(user, others[i % 2]!, { after: first }));
    const rows = await rowsOf(user);
    expect(rows.map(({ id }) => id)).toEqual([first, others[1], others[0]]);
    expect(rows.every(({ position }) => position!.length <= 64)).toBe(true);
  }, 60_000);

  it('end, whatever else happens to the items, lists and members', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [owner, member] = [users.next(), users.next()];
      const people = [owner, member];
      const own = new Map<UserRef, number[]>();
      for (const each of people) {
        const made = [
          unwrap(await lists[0]!.create(each, 'a')),
          unwrap(await lists[0]!.create(each, 'b')),
        ];
        own.set(
          each,
          made.map(({ id }) => id),
        );
      }
      const ids: number[] = [];
      for (let i = 0; i < ITEMS; i++) {
        ids.push(await create(owner, pick(own.get(owner)!)));
        if (i % 2) await connections.share(owner, ids.at(-1)!, member);
      }
      const works: (() => Promise<unknown>)[] = [
        () => pick(lists).move(pick(people), pick(ids), { after: pick(ids) }),
        () => pick(lists).move(owner, pick(ids), { before: pick(ids) }),
        () => detailed.change(owner, { id: pick(ids), listId: pick(own.get(owner)!) }, () => true),
        () => detailed.change(member, { id: pick(ids), listId: null, title: 'longer' }, () => true),
        () => items.update(pick(people), { id: pick(ids), status: 'DONE', title: `t${random()}` }),
        () => pick(lists).delete(owner, own.get(owner)![0]!, random() < 0.8),
        () => create(owner, pick(own.get(owner)!)).catch(() => 0),
        () => connections.remove(owner, pick(ids), owner.userId),
        () => connections.share(owner, pick(ids), member),
      ];
      await repeat(AT_ONCE, () => pick(works)());
      if (random() < 0.3) {
        const references = new TypeormUserReferences(source);
        const isDeleted = references.delete(referenceTo(member));
        await Promise.all([isDeleted, repeat(AT_ONCE, () => pick(works)())]);
        expect(await rowsOf(member)).toEqual([]);
      }
      // The foreign key has no row that it did not check.
      const [lost] = await source.query<{ count: number }[]>(
        `SELECT count(*)::integer AS count FROM todo.user_connections c
         WHERE list_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM todo.lists WHERE user_id = c.user_id AND id = c.list_id
         )`,
      );
      expect(lost).toEqual({ count: 0 });
    }
  }, 600_000);
});
