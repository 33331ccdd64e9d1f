import { setImmediate as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { testLength } from '../../../../../../test/support/test-length.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../../core/ports/any-users.suite.js';
import { parse, readList } from '../../../core/ports/read-list.suite.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';

const MEMBERS = 50;
const LENGTH_MS = testLength({ short: 3_000, long: 600_000 });
const MB = 2 ** 20;

/** Writers and readers at the same time, on a PostgreSQL server: the embedded one runs one statement at a time. */
describe('versions of lists, beside each other', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let connections: TypeormMembershipsDal;
  let replicas: TypeormItemsDal[];
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
    replicas = [MB, MB, 0].map((kept) => new TypeormItemsDal(source, WIDE_LIMITS, kept));
  }, 60_000);
  afterAll(() => close());

  async function deadlocks(): Promise<number> {
    await source.query('SELECT pg_stat_force_next_flush()').catch(() => undefined);
    const [row] = await source.query<{ deadlocks: number }[]>(
      'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()',
    );
    return row!.deadlocks;
  }

  async function sharedItem(owner: UserRef, members: UserRef[]): Promise<number> {
    const [dal] = replicas;
    await dal!.create(owner, { title: 'code', status: 'PENDING' });
    const { id } = (await readList(dal!, owner)).at(-1)!;
    for (const member of members) await connections.share(owner, id, member);
    return id;
  }

  it(`rise without a deadlock while ${MEMBERS} members tick two items at the same time`, async () => {
    const all = Array.from({ length: MEMBERS }, () => users.next());
    const ids = [
      await sharedItem(all[0]!, all.slice(1)),
      await sharedItem(all[1]!, [all[0]!, ...all.slice(2)]),
    ];
    const before = await deadlocks();
    await Promise.all(
      all.flatMap((user, i) =>
        ids.map((id) => replicas[i % 3]!.update(user, { id, status: i % 2 ? 'DONE' : 'PENDING' })),
      ),
    );
    expect(await deadlocks()).toBe(before);
  }, 60_000);

  it(
    'never go back, and never name two contents',
    async () => {
      const random = seededRandom();
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const people = Array.from({ length: 12 }, () => users.next());
      const references = new TypeormUserReferences(source);
      const contents = new Map<string, string>();
      const newest = new Map<number, number>();
      const violations: string[] = [];
      const until = Date.now() + LENGTH_MS;
      let reads = 0;

      async function look(user: UserRef): Promise<void> {
        const since = newest.get(user.userId) ?? 0;
        const list = await pick(replicas).list(user);
        if (typeof list === 'string') return;
        reads++;
        const version = Number(list.tag.split('-')[2]);
        if (version < since) violations.push(`${user.userId}: version ${version} after ${since}`);
        newest.set(user.userId, Math.max(newest.get(user.userId) ?? 0, version));
        const [key, text] = [`${user.userId} ${list.tag}`, String(list)];
        if ((contents.get(key) ?? text) !== text)
          violations.push(`${key}: ${contents.get(key)}, then ${text}`);
        contents.set(key, text);
      }

      /** Deletes a person, and another one arrives. */
      async function replaceOne(): Promise<void> {
        const [gone] = people.splice(Math.floor(random() * people.length), 1, users.next());
        await references.delete(referenceTo(gone!));
      }

      async function change(user: UserRef): Promise<void> {
        if (random() < 0.02) return replaceOne();
        const list = await replicas[2]!.list(user);
        if (typeof list === 'string') return;
        const { pending, done } = parse(list);
        const item = pick([...pending, ...done]);
        const dal = pick(replicas);
        if (!item || random() < 0.15)
          return void (await dal.create(user, { title: 'code', status: 'PENDING' }));
        const kind = random();
        if (kind < 0.5) await dal.update(user, { id: item.id, status: pick(['PENDING', 'DONE']) });
        else if (kind < 0.75) await connections.share(user, item.id, pick(people));
        else if (kind < 0.85) await connections.remove(user, item.id, pick(people).userId);
        else if (kind < 0.95) await dal.removeByTitle(user, 'code');
        else await byHand(item.id, pick(people));
      }

      /**
       * Adds a member as an operator might, without the lock that Todo takes. The item's key is locked first:
       * locked after the new row, by the foreign key only, it could end in a deadlock with a share of the
       * same item with the same person.
       */
      async function byHand(id: number, { userId }: UserRef): Promise<void> {
        await source.query(
          `INSERT INTO todo.user_connections (user_id, to_do_id, role)
           SELECT $1, id, 'member' FROM todo.to_do_items WHERE id = $2 FOR KEY SHARE
           ON CONFLICT DO NOTHING`,
          [userId, id],
        );
      }

      const before = await deadlocks();
      const repeat = async (work: () => Promise<void>) => {
        while (Date.now() < until) {
          await work();
          await pause();
        }
      };
      await Promise.all([
        ...Array.from({ length: 8 }, () => repeat(() => change(pick(people)))),
        ...Array.from({ length: 8 }, () => repeat(() => look(pick(people)))),
      ]);
      for (const user of people) await look(user);
      expect(violations).toEqual([]);
      expect(await deadlocks()).toBe(before);
      expect(contents.size).toBeGreaterThan(50);
      process.stderr.write(`${reads} reads of ${contents.size} versions\n`);
    },
    LENGTH_MS + 60_000,
  );

  const TICK = "UPDATE todo.to_do_items SET status = 'DONE' WHERE id = $1";
  const ADD =
    "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'member')";

  it('tell a new member of a change that commits beside the membership', async () => {
    const [owner, member] = [users.next(), users.next()];
    const id = await sharedItem(owner, []);
    const [ticking, adding] = [source.createQueryRunner(), source.createQueryRunner()];
    await Promise.all([ticking.startTransaction(), adding.startTransaction()]);
    await ticking.query(TICK, [id]);
    await adding.query(ADD, [member.userId, id]);
    const added = adding.commitTransaction();
    await ticking.commitTransaction();
    await added;
    await Promise.all([ticking.release(), adding.release()]);
    const list = await replicas[0]!.list(member);
    expect(parse(list as never)).toMatchObject({ done: [{ id }] });
    const again = await replicas[2]!.list(member);
    expect(String(again)).toBe(String(list));
  });

  it('tell a new member of the later change of a transaction with an older snapshot, by refusing it', async () => {
    const [owner, member] = [users.next(), users.next()];
    const id = await sharedItem(owner, []);
    for (const level of ['REPEATABLE READ', 'SERIALIZABLE'] as const) {
      const late = source.createQueryRunner();
      await late.startTransaction(level);
      await late.query('SELECT 1 FROM todo.to_do_items LIMIT 1');
      await source.query(`${ADD} ON CONFLICT (user_id, to_do_id) DO UPDATE SET role = 'member'`, [
        ...[member.userId, id],
      ]);
      await expect(late.query(TICK, [id])).rejects.toMatchObject({ cause: { code: '40001' } });
      await late.rollbackTransaction();
      await late.release();
    }
  });

  it('tell new members of a change that commits beside more memberships than are noted', async () => {
    const [owner, member] = [users.next(), users.next()];
    const id = await sharedItem(owner, []);
    const [ticking, adding] = [source.createQueryRunner(), source.createQueryRunner()];
    await Promise.all([ticking.startTransaction(), adding.startTransaction()]);
    await ticking.query(TICK, [id]);
    await adding.query(
      `WITH many AS (
         INSERT INTO todo.to_do_items (id, title, status) OVERRIDING SYSTEM VALUE
         SELECT n, 'one of many', 'PENDING'
         FROM generate_series(9000000000000000001, 9000000000000030000) AS n RETURNING id
       )
       INSERT INTO todo.user_connections (user_id, to_do_id, role)
       SELECT id, id, 'owner' FROM many`,
    );
    await adding.query(ADD, [member.userId, id]);
    const added = adding.commitTransaction();
    const waits =
      "SELECT FROM pg_stat_activity WHERE wait_event = 'transactionid' AND query = 'COMMIT'";
    await waitFor(
      async () => (await source.query<unknown[]>(waits)).length > 0,
      30_000,
      () => 'the memberships to wait for the change',
    );
    await ticking.commitTransaction();
    await added;
    await Promise.all([ticking.release(), adding.release()]);
    const [row] = await source.query<{ version: number }[]>(
      'SELECT version FROM todo.list_versions WHERE user_id = $1',
      [member.userId],
    );
    expect(row!.version).toBe(1);
    const list = await replicas[0]!.list(member);
    expect(parse(list as never)).toMatchObject({ done: [{ id }] });
  }, 60_000);
});
