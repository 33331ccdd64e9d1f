import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../core/ports/any-users.suite.js';
import { createShared } from '../../core/ports/shared-item.suite.js';
import type { UserRef } from '../../core/user-ref.js';
import { ENTRIES_PER_ACTOR, ENTRIES_PER_USER } from './item-entries.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';

describe('the audit of items, within 24 hours', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let dal: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    dal = new TypeormItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
  }, 60_000);
  afterAll(() => close());

  const create = (owner: UserRef, ...members: UserRef[]) =>
    createShared({ dal, connections }, owner, ...members);
  const count = async ({ userId }: UserRef) => {
    const sql = 'SELECT count(*)::integer AS n FROM todo.audit WHERE subject = $1';
    const [row] = await source.query<{ n: number }[]>(sql, [`user:${userId}`]);
    return row!.n;
  };
  /** Adds entries about a user, of some hours ago. */
  const seed = (about: UserRef, entries: number, actor: string, hours = 1) =>
    source.query(
      `INSERT INTO todo.audit (subject, actor, action, at)
       SELECT $1, $2, 'item_shared', now() - $3::integer * interval '1 hour'
       FROM generate_series(1, $4::integer)`,
      [`user:${about.userId}`, actor, hours, entries],
    );

  it(`has at most ${ENTRIES_PER_ACTOR} entries of one user about another one, and others have room`, async () => {
    const [owner, victim, friend] = [users.next(), users.next(), users.next()];
    const id = await create(owner);
    for (let round = 0; round < ENTRIES_PER_ACTOR; round++) {
      expect(await connections.share(owner, id, victim)).toBe('done');
      expect(await connections.remove(owner, id, victim.userId)).toBe('done');
    }
    expect([await count(owner), await count(victim)]).toEqual([100, 100]);
    await create(friend, victim);
    expect(await count(victim)).toBe(ENTRIES_PER_ACTOR + 1);
  }, 60_000);

  it('bounds deletions, and what is inherited, in the same way', async () => {
    const [owner, victim] = [users.next(), users.next()];
    const [deleted, left] = [await create(owner, victim), await create(owner, victim)];
    await seed(victim, ENTRIES_PER_ACTOR - 2, owner.uniqueId);
    expect(await count(victim)).toBe(ENTRIES_PER_ACTOR);
    await connections.remove(owner, left, owner.userId);
    const find = 'SELECT title FROM todo.to_do_items WHERE id = $1';
    const [item] = await source.query<{ title: string }[]>(find, [deleted]);
    expect(await dal.removeByTitle(owner, item!.title)).toBe('done');
    expect(await count(victim)).toBe(ENTRIES_PER_ACTOR);
    // The own audit of the owner has room.
    expect(await count(owner)).toBe(4);
  });

  it(`has at most ${ENTRIES_PER_USER} entries of all about one`, async () => {
    const [owner, victim] = [users.next(), users.next()];
    await seed(victim, ENTRIES_PER_USER - 1, 'u-others');
    await create(owner, victim);
    await create(owner, victim);
    expect(await count(victim)).toBe(ENTRIES_PER_USER);
  });

  it('has room again a day later', async () => {
    const [owner, victim] = [users.next(), users.next()];
    await seed(victim, ENTRIES_PER_USER, owner.uniqueId, 25);
    await create(owner, victim);
    expect(await count(victim)).toBe(ENTRIES_PER_USER + 1);
  });
});
