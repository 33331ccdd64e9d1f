import { revertMigration } from '#glue/db';
import { migrations } from '#migrations/todo';
import { InheritedItems1795678843262 } from '../../../../../../migrations/todo/1795678843262-inherited-items.js';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../../core/ports/any-users.suite.js';
import { parse } from '../../../core/ports/read-list.suite.js';
import { createShared } from '../../../core/ports/shared-item.suite.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormUserReferences } from './typeorm-user-references.js';

const ROUNDS = 40;
const AT_ONCE = 12;
/** The possible results of an action; the first three must occur. */
const EXPECTED = [
  'done',
  'too_many_items',
  'titles_too_long',
  'user_deleted',
  'already_member',
  'target_deleted',
  'item_missing',
  'member_missing',
];

/** The counts in `user_refs`, and the real ones. */
describe('what users own', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let items: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  let deletions: TypeormUserReferences;
  let reconcile: TypeormReconcileDal;
  const users = anyUsers();
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    const { dataSource } = database;
    items = new TypeormItemsDal(dataSource, {
      ...WIDE_LIMITS,
      itemsPerUser: 4,
      titleBytesPerUser: 70,
    });
    connections = new TypeormMembershipsDal(dataSource, WIDE_LIMITS);
    deletions = new TypeormUserReferences(dataSource);
    reconcile = new TypeormReconcileDal(dataSource);
  }, 60_000);
  afterAll(() => database.close());

  const query = (sql: string, ...values: unknown[]) =>
    database.dataSource.query<unknown[]>(sql, values);
  const counted = () =>
    query('SELECT user_id, owned_items, owned_bytes FROM todo.user_refs ORDER BY user_id');
  const present = () =>
    query(`SELECT r.user_id, count(i.id)::integer AS owned_items,
        coalesce(sum(octet_length(i.title)), 0)::integer AS owned_bytes
      FROM todo.user_refs r
      LEFT JOIN (
        SELECT c.user_id, i.id, i.title FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id
        WHERE c.role = 'owner' AND NOT c.inherited
        UNION ALL SELECT user_id, id, title FROM todo.trash WHERE NOT inherited
      ) AS i ON i.user_id = r.user_id
      GROUP BY r.user_id ORDER BY r.user_id`);
  const create = (user: UserRef, title = 'code') => items.create(user, { title, status: 'DONE' });

  it('is counted correctly after many concurrent actions', async () => {
    const random = seededRandom();
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const people = Array.from({ length: 6 }, () => users.next());
    const titles = ['a', 'bé', 'ccc 𝕊', 'd'.repeat(20), 'e'.repeat(59)];
    const anItem = async (user: UserRef) => {
      const all = await items.list(user);
      if (typeof all === 'string') return 1;
      const { pending, done } = parse(all);
      return pick([...pending, ...done])?.id ?? 1;
    };
    const acts: (() => Promise<string>)[] = [
      () => create(pick(people), pick(titles)),
      () => create(pick(people), pick(titles)),
      () => items.removeByTitle(pick(people), pick(titles)),
      async () => {
        const user = pick(people);
        return items.update(user, { id: await anItem(user), title: pick(titles) });
      },
      async () => {
        const user = pick(people);
        return items.update(user, { id: await anItem(user), status: 'PENDING' });
      },
      async () => {
        const owner = pick(people);
        return connections.share(owner, await anItem(owner), pick(people));
      },
      async () => {
        const user = pick(people);
        return connections.remove(user, await anItem(user), user.userId);
      },
    ];
    const outcomes = new Set<string>();
    for (let round = 1; round <= ROUNDS; round++) {
      const work = Array.from({ length: AT_ONCE }, () => pick(acts)());
      let deletion: Promise<unknown> | undefined;
      if (round % 10 === 0) {
        deletion = deletions.delete(referenceTo(people.shift()!));
        people.push(users.next());
      }
      for (const outcome of await Promise.all(work)) outcomes.add(outcome);
      await deletion;
      expect(await counted()).toEqual(await present());
    }
    for (const outcome of outcomes) expect(EXPECTED).toContain(outcome);
    for (const outcome of EXPECTED.slice(0, 3)) expect(outcomes).toContain(outcome);
  }, 60_000);

  it('is counted for users who had items before they were in user_refs', async () => {
    const user = users.next();
    await create(user);
    await create(user, 'another');
    await query('DELETE FROM todo.user_refs WHERE user_id = $1', user.userId);
    await create(user, 'third');
    expect(await counted()).toEqual(await present());
  });

  it('is found to be wrong, page by page, and recounted', async () => {
    const [one, sound, other] = [users.next(), users.next(), users.next()];
    for (const user of [one, sound, other]) await create(user);
    await query('UPDATE todo.user_refs SET owned_items = 7 WHERE user_id = $1', one.userId);
    await query('UPDATE todo.user_refs SET owned_bytes = 7 WHERE user_id = $1', other.userId);
    const miscounted: number[] = [];
    for (let after: number | undefined = 0; after !== undefined;) {
      const page = await reconcile.countsAfter(after, 2);
      miscounted.push(...page.miscounted);
      after = page.next;
    }
    expect(miscounted).toEqual([one.userId, other.userId]);
    await reconcile.recount(miscounted);
    expect(await counted()).toEqual(await present());
  });
});

it('is counted by the migration for existing users', async () => {
  const database = await openTestDataSource('todo', migrations.slice(0, 2));
  const query = (sql: string) => database.dataSource.query<unknown[]>(sql);
  await query(
    'INSERT INTO todo.user_refs (user_id, unique_id) SELECT n, n FROM generate_series(1, 3) n',
  );
  await query(
    "INSERT INTO todo.to_do_items (title, status) VALUES ('é', 'DONE'), ('b', 'DONE'), ('c', 'DONE')",
  );
  await query(
    "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES (1, 1, 'owner'), (1, 2, 'owner'), (2, 3, 'owner'), (3, 3, 'member')",
  );
  const migration = new migrations[2]!();
  // An embedded database has one connection, which must be released first.
  const migrate = async (direction: 'up' | 'down') => {
    const runner = database.dataSource.createQueryRunner();
    await migration[direction](runner);
    await runner.release();
  };
  await migrate('up');
  expect(
    await query('SELECT owned_items, owned_bytes FROM todo.user_refs ORDER BY user_id'),
  ).toEqual([
    { owned_items: 2, owned_bytes: 3 },
    { owned_items: 1, owned_bytes: 1 },
    { owned_items: 0, owned_bytes: 0 },
  ]);
  await migrate('down');
  await migrate('up');
  await database.close();
}, 60_000);

it('counts handed over items again when the migration is reverted', async () => {
  const database = await openTestDataSource('todo', migrations);
  const query = (sql: string) => database.dataSource.query<unknown[]>(sql);
  const [owner, heir] = [1, 2].map((userId) => ({ userId, uniqueId: `${userId}` })) as [
    UserRef,
    UserRef,
  ];
  const dal = new TypeormItemsDal(database.dataSource, WIDE_LIMITS);
  const connections = new TypeormMembershipsDal(database.dataSource, WIDE_LIMITS);
  await dal.create(heir, { title: 'own', status: 'DONE' });
  const id = await createShared({ dal, connections }, owner, heir);
  await connections.remove(owner, id, owner.userId);
  const counts = () =>
    query('SELECT owned_items, owned_bytes FROM todo.user_refs WHERE user_id = 2');
  expect(await counts()).toEqual([{ owned_items: 1, owned_bytes: 3 }]);
  const first = migrations.indexOf(InheritedItems1795678843262);
  for (let i = first; i < migrations.length; i++) await revertMigration(database.dataSource);
  expect(await counts()).toEqual([{ owned_items: 2, owned_bytes: 7 }]);
  await database.close();
}, 60_000);
