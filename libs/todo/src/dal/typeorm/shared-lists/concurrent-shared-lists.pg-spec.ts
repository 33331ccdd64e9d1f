import { randomUUID } from 'node:crypto';
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
import { TypeormInvitationsDal } from '../invitations/typeorm-invitations.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormListsDal } from '../lists/typeorm-lists.dal.js';
import { TypeormReconcileDal } from '../reconciliation/typeorm-reconcile.dal.js';
import { TypeormTrashDal } from '../trash/typeorm-trash.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';
import { TypeormListMembersDal } from './typeorm-list-members.dal.js';

const PEOPLE = 5;
const ITEMS = 4;
const ROUNDS = testLength({ short: 25, long: 1_500 });
const AT_ONCE = 10;
const DAY_MS = 86_400_000;

/** What all members have of a list that they share, on a PostgreSQL server: the embedded one runs one statement at a time. */
describe('a shared list, changed by all at once', () => {
  const users = anyUsers();
  const random = seededRandom();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  let source: DataSource;
  let close: () => Promise<void>;
  let items: TypeormItemsDal;
  let detailed: TypeormDetailedItemsDal;
  let lists: TypeormListsDal;
  let members: TypeormListMembersDal;
  let invitations: TypeormInvitationsDal;
  let trash: TypeormTrashDal;
  let references: TypeormUserReferences;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    items = new TypeormItemsDal(source, WIDE_LIMITS);
    detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
    lists = new TypeormListsDal(source);
    members = new TypeormListMembersDal(source, WIDE_LIMITS);
    invitations = new TypeormInvitationsDal(source, WIDE_LIMITS);
    trash = new TypeormTrashDal(source);
    references = new TypeormUserReferences(source);
  }, 60_000);
  afterAll(() => close());

  const create = async (user: UserRef, listId: number | null) => {
    const repeating = { ...NO_DETAILS, due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY', listId };
    const made = await detailed.create(user, { title: 'tea', status: 'PENDING', ...repeating });
    return typeof made === 'string' ? undefined : made.id;
  };
  async function invite(owner: UserRef, listId: number, user: UserRef) {
    const email = `${user.userId}@example.com`;
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + DAY_MS) };
    const draft = { email, tokenHash: randomUUID(), ...times };
    const made = await invitations.invite(owner, { listId }, draft);
    return typeof made === 'string' ? undefined : { id: made.id, email };
  }
  async function join(owner: UserRef, listId: number, user: UserRef) {
    const invitation = await invite(owner, listId, user);
    return invitation && invitations.accept(user, invitation.id, { email: invitation.email });
  }
  const ownList = async (user: UserRef) => {
    const all = await lists.all(user);
    return typeof all === 'string' ? undefined : all.find(({ name }) => name === 'shared')?.id;
  };

  /** Rows that contradict what is shared, by what is wrong. */
  const wrong = () =>
    source.query<object[]>(`
      SELECT 'no owner, or one member' AS what, shared_id AS id FROM todo.lists WHERE shared_id IS NOT NULL
      GROUP BY shared_id HAVING count(*) < 2 OR count(*) FILTER (WHERE role = 'owner') <> 1
      UNION ALL
      SELECT 'not shared, and not owned', id FROM todo.lists WHERE shared_id IS NULL AND role <> 'owner'
      UNION ALL
      SELECT 'not given to a member', c.to_do_id
      FROM todo.user_connections c
      JOIN todo.lists l ON l.user_id = c.user_id AND l.id = c.list_id
      JOIN todo.lists m ON m.shared_id = l.shared_id
      WHERE c.role = 'owner' AND NOT EXISTS (
        SELECT FROM todo.user_connections o WHERE o.user_id = m.user_id AND o.to_do_id = c.to_do_id
      )
      UNION ALL
      SELECT 'in a list that is not there', c.to_do_id FROM todo.user_connections c
      WHERE c.list_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM todo.lists l WHERE l.user_id = c.user_id AND l.id = c.list_id
      )
      UNION ALL
      SELECT 'of a deleted user', c.to_do_id
      FROM todo.user_connections c JOIN todo.user_refs r ON r.user_id = c.user_id
      WHERE r.deleted_at IS NOT NULL`);

  async function expectSound() {
    expect(await wrong()).toEqual([]);
    const reconcile = new TypeormReconcileDal(source);
    expect((await reconcile.countsAfter(0, 10_000)).miscounted).toEqual([]);
    expect(await reconcile.itemsAfter(0, 100_000)).toMatchObject({ orphaned: [], ownerless: [] });
  }

  async function listOf(people: readonly UserRef[]) {
    const [owner, ...guests] = people as [UserRef, ...UserRef[]];
    const listId = unwrap(await lists.create(owner, 'shared')).id;
    await lists.create(owner, 'other');
    const ids: number[] = [];
    for (const guest of guests) await join(owner, listId, guest);
    for (const user of people) {
      const own = (await ownList(user))!;
      for (let i = 0; i < ITEMS; i++) ids.push((await create(user, pick([own, own, null])))!);
    }
    return { owner, listId, ids };
  }

  it('is the same for all, without a deadlock, whatever they do to it and to its items', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const people = Array.from({ length: PEOPLE }, () => users.next());
      const { owner, listId, ids } = await listOf(people);
      const gone = new Set<UserRef>();
      const file = async (user: UserRef, id: number) => {
        const own = random() < 0.7 ? await ownList(user) : null;
        if (own !== undefined) await detailed.change(user, { id, listId: own }, () => true);
      };
      const leave = async (user: UserRef, other: UserRef) => {
        const own = await ownList(user);
        if (own !== undefined) await members.remove(user, own, other.userId);
      };
      const works: (() => Promise<unknown>)[] = [
        async () => {
          const user = pick(people);
          await create(user, (await ownList(user)) ?? null);
        },
        () => file(pick(people), pick(ids)),
        () => file(pick(people), pick(ids)),
        () => items.update(pick(people), { id: pick(ids), status: 'DONE' }),
        () => detailed.change(pick(people), { id: pick(ids), status: 'DONE' }, () => true),
        () => lists.move(pick(people), pick(ids), { after: pick(ids) }),
        async () => {
          const [user, id] = [pick(people), pick(ids)];
          const found = await detailed.find(user, id);
          if (typeof found === 'string' || found.role !== 'owner') return;
          await detailed.remove(user, id, (item) => item.role === 'owner');
          await trash.restore(user, id);
        },
        () => join(owner, listId, users.next()),
        () => join(owner, listId, pick(people)),
        () => leave(owner, pick(people)),
        async () => random() < 0.3 && (await leave(pick(people), pick(people))),
        async () => {
          const user = pick(people);
          const own = await ownList(user);
          if (own !== undefined && random() < 0.4) await lists.delete(user, own, random() < 0.8);
        },
        async () => {
          const own = await ownList(owner);
          if (own !== undefined) await lists.change(owner, { id: own, position: pick([0, 1]) });
        },
        async () => {
          const user = pick(people);
          if (random() > 0.3 || gone.has(user)) return;
          gone.add(user);
          await references.delete(referenceTo(user));
        },
      ];
      await Promise.all(Array.from({ length: AT_ONCE }, () => pick(works)()));
      await expectSound();
    }
  }, 900_000);

  it('has an owner, and no member who is alone, when all of them go at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const people = Array.from({ length: PEOPLE }, () => users.next());
      await listOf(people);
      const own = await Promise.all(people.map(ownList));
      const staying = pick(people);
      await Promise.all(
        people.map((user, i) => {
          if (user === staying) return create(user, own[i]!);
          const ways = [
            () => members.remove(user, own[i]!, user.userId),
            () => lists.delete(user, own[i]!, true),
            () => references.delete(referenceTo(user)),
          ];
          return pick(ways)();
        }),
      );
      await expectSound();
      expect(await lists.all(staying)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'shared', isShared: false, role: 'owner' }),
        ]),
      );
    }
  }, 900_000);
});
