import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ServiceError } from '#glue/errors';
import { migrations } from '#migrations/todo';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { testLength } from '../../../../../../test/support/test-length.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import type { BulkOperation } from '../../../core/bulk/bulk-operation.js';
import type { BulkService } from '../../../core/bulk/bulk.service.js';
import { bulkOf, create, remove, restore, update } from '../../../core/bulk/bulk.suite.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { Actor } from '../../../core/user-ref.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { TypeormTrashDal } from '../trash/typeorm-trash.dal.js';
import { TypeormKeyedWritesDal } from './typeorm-keyed-writes.dal.js';

const PEOPLE = 4;
const ROUNDS = testLength({ short: 12, long: 400 });
const AT_ONCE = 10;
const OPERATIONS = 8;
/** Reached now and then, so that new items make room in the trash. */
const LIMITS = { ...WIDE_LIMITS, itemsPerUser: 40 };
const DAILY = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' };

const WAITING =
  "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

/** On a PostgreSQL server: the embedded one runs one transaction at a time. */
describe('bulk writes, beside each other and single ones', () => {
  const users = anyUsers();
  const random = seededRandom();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  let source: DataSource;
  let close: () => Promise<void>;
  let items: TypeormItemsDal;
  let detailed: TypeormDetailedItemsDal;
  let connections: TypeormMembershipsDal;
  let trash: TypeormTrashDal;
  /** As those of several processes. */
  let bulks: BulkService[];
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    items = new TypeormItemsDal(source, LIMITS);
    detailed = new TypeormDetailedItemsDal(source, LIMITS);
    connections = new TypeormMembershipsDal(source, LIMITS);
    trash = new TypeormTrashDal(source);
    bulks = [0, 0, 0].map(() =>
      bulkOf({ detailed, trash, keyed: new TypeormKeyedWritesDal(source) }),
    );
  }, 60_000);
  afterAll(() => close());

  const idsIn = async (table: string): Promise<number[]> => {
    const sql = `SELECT id FROM todo.${table} ORDER BY id DESC LIMIT 24`;
    return (await source.query<{ id: number }[]>(sql)).map(({ id }) => id);
  };

  /** Any operation on items that there are. */
  function anyOperation(ids: readonly number[], trashed: readonly number[]): BulkOperation {
    const title = 'x'.repeat(1 + Math.floor(random() * 20));
    const [id, old] = [pick(ids) ?? 1, pick(trashed) ?? 1];
    const operation = pick<() => BulkOperation>([
      () => create(title, random() < 0.5 ? randomUUID() : undefined),
      () => create(title, undefined, DAILY),
      () => update(id, { title }),
      () => update(id, { status: 'DONE' }),
      () => update(id, { ...DAILY, status: 'PENDING' }, () => random() < 0.9),
      () => remove(id),
      () => restore(old),
    ])();
    const request = { key: randomUUID(), fingerprint: 'f' };
    return random() < 0.5 ? operation : { ...operation, request };
  }

  /** It waits little; a busy machine needs longer. */
  const isLockTimeout = ({ cause }: ServiceError) =>
    (cause as { code?: string } | undefined)?.code === '55P03';

  /** Codes of 5xx that a client would get. */
  async function outages(work: Promise<unknown>): Promise<string[]> {
    const outcome = await work.catch((error: unknown) => error);
    if (outcome instanceof Error && !(outcome instanceof ServiceError)) throw outcome;
    const all = Array.isArray(outcome) ? outcome : [outcome];
    return all.flatMap((each) =>
      each instanceof ServiceError && each.status >= 500 && !isLockTimeout(each) ? [each.code] : [],
    );
  }

  it('end without an error of the database, and all counts are right', async () => {
    const people: Actor[] = Array.from({ length: PEOPLE }, () => ({
      ...users.next(),
      address: undefined,
      device: undefined,
    }));
    for (const person of people)
      for (const more of [{}, {}, DAILY]) {
        const [made] = await bulks[0]!.each(person, [create('ours', undefined, more)]);
        const { itemId } = unwrap(made as { itemId: number });
        for (const other of people)
          if (other !== person) await connections.share(person, itemId, other);
      }
    for (let round = 0; round < ROUNDS; round++) {
      const [ids, trashed] = [await idsIn('to_do_items'), await idsIn('trash')];
      const singles: ((user: Actor) => Promise<unknown>)[] = [
        (user) => detailed.change(user, { id: pick(ids), status: 'DONE' }, () => true),
        (user) => detailed.remove(user, pick(ids), () => true),
        (user) => trash.restore(user, pick(trashed) ?? 1),
        (user) => items.create(user, { title: 'single', status: 'PENDING' }),
        (user) => items.update(user, { id: pick(ids), title: `t${random()}` }),
        (user) => connections.share(user, pick(ids), pick(people)),
      ];
      const works = Array.from({ length: AT_ONCE }, (_, i): Promise<unknown> => {
        const user = pick(people);
        if (i % 3 === 0) return pick(singles)(user);
        const operations = Array.from({ length: OPERATIONS }, () => anyOperation(ids, trashed));
        return pick(bulks)[random() < 0.6 ? 'together' : 'each'](user, operations);
      });
      const failed = (await Promise.all(works.map(outages))).flat();
      // Waiting for turns takes long on a busy machine.
      expect(failed.filter((code) => code !== 'too_busy')).toEqual([]);
    }
    const reconcile = new TypeormReconcileDal(source);
    expect((await reconcile.countsAfter(0, 10_000)).miscounted).toEqual([]);
    expect(await reconcile.itemsAfter(0, 100_000)).toMatchObject({ orphaned: [], ownerless: [] });
  }, 600_000);

  it('run again after a deadlock on what was not locked before', async () => {
    const user = users.next();
    const keyed = new TypeormKeyedWritesDal(source);
    const make = async () => unwrap(await detailed.create(user, create('a').draft)).id;
    const [first, second] = [await make(), await make()];
    const locks = { clientIds: [], itemIds: [], trashedIds: [], creates: 0 };
    const change = (id: number) => detailed.change(user, { id, status: 'DONE' }, () => true);
    let runs = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const other = source.transaction(async () => {
      await change(second);
      if (++runs === 2) meet();
      await met;
      await change(first);
    });
    const work = keyed.together(users.next(), locks, async () => {
      await change(first);
      if (++runs === 2) meet();
      await met;
      await change(second);
      return {};
    });
    await Promise.all([other, work]);
    expect(runs).toBe(3);
  });

  it('keep their order if the same request is sent again meanwhile', async () => {
    const user: Actor = { ...users.next(), address: undefined, device: undefined };
    const { id } = unwrap(await detailed.create(user, create('a').draft));
    const operations = ['b', 'c'].map((title) => ({
      ...update(id, { title }),
      request: { key: randomUUID(), fingerprint: title },
    }));
    const other = source.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT FROM todo.to_do_items WHERE id = $1 FOR UPDATE', [id]);
    const first = bulks[0]!.each(user, operations);
    await waitFor(
      async () => (await source.query<unknown[]>(WAITING)).length > 0,
      10_000,
      () => 'the first request to wait for the item',
    );
    await expect(bulks[1]!.each(user, operations)).rejects.toMatchObject({
      code: 'idempotency_key_in_use',
    });
    await other.rollbackTransaction();
    await other.release();
    expect(await first).toMatchObject([{ kind: 'changed' }, { kind: 'changed' }]);
    expect(await detailed.find(user, id)).toMatchObject({ title: 'c' });
  });

  it('wait little for what they have not locked before', async () => {
    const locks = { clientIds: [], itemIds: [], trashedIds: [], creates: 0 };
    const limits: unknown[] = [];
    const seeLimit = async () => ({ seen: limits.push(await source.query('SHOW lock_timeout')) });
    await new TypeormKeyedWritesDal(source).together(users.next(), locks, seeLimit);
    await seeLimit();
    expect(limits).toEqual([[{ lock_timeout: '2s' }], [{ lock_timeout: '5s' }]]);
  });

  it('keep no lock on items of others', async () => {
    const [user, other] = [0, 0].map(() => ({
      ...users.next(),
      address: undefined,
      device: undefined,
    }));
    const theirs = unwrap(await detailed.create(other!, create('theirs').draft)).id;
    const [own] = await bulks[0]!.each(user!, [create('own')]);
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const keyed = new TypeormKeyedWritesDal(source);
    const itemIds = [theirs, unwrap(own as { itemId: number }).itemId];
    const work = keyed.together(
      user!,
      { clientIds: [], itemIds, trashedIds: [], creates: 1 },
      async () => {
        begin();
        await finished;
        return {};
      },
    );
    await begun;
    const changed = await detailed.change(
      other!,
      { id: theirs, title: 'longer than before' },
      () => true,
    );
    expect(changed).toMatchObject({ isChanged: true });
    finish();
    await work;
  });
});
