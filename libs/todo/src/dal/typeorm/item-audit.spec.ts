import type { DataSource } from 'typeorm';
import { users as entity } from '#auth-kernel';
import { DatabaseAudit } from '#glue/db';
import { migrations } from '#migrations/todo';
import { subjectOf } from '#seam';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../core/ports/any-users.suite.js';
import { createShared } from '../../core/ports/shared-item.suite.js';
import type { UserRef } from '../../core/user-ref.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';

const HOME = { address: '192.0.2.7', device: 'Firefox on Windows' };
const NOWHERE = { address: null, device: null };

describe('the audit of items', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let dal: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  let audit: DatabaseAudit;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    dal = new TypeormItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
    audit = new DatabaseAudit(source, 'todo');
  }, 60_000);
  afterAll(() => close());

  const shared = async (owner: UserRef, ...members: UserRef[]) => {
    const id = await createShared({ dal, connections }, owner, ...members);
    await source.query('DELETE FROM todo.audit');
    return id;
  };
  /** The entries about a user, oldest first. */
  const about = async ({ userId }: UserRef) =>
    (await audit.list(subjectOf(entity, userId), { limit: 100 })).reverse();
  const titleOf = async (id: number) => {
    const [row] = await source.query('SELECT title FROM todo.to_do_items WHERE id = $1', [id]);
    return (row as { title: string }).title;
  };

  it('has a share, for its owner from where, and for the other user', async () => {
    const [owner, friend] = [users.next(), users.next()];
    const id = await shared(owner);
    await connections.share({ ...owner, ...HOME }, id, friend);
    const entry = { actor: owner.uniqueId, action: 'item_shared', object: `item:${id}` };
    expect(await about(owner)).toMatchObject([{ ...entry, ...HOME }]);
    expect(await about(friend)).toMatchObject([{ ...entry, ...NOWHERE }]);
  });

  it('has nothing of what was refused', async () => {
    const [owner, friend] = [users.next(), users.next()];
    const id = await shared(owner, friend);
    await connections.share({ ...owner, ...HOME }, id, friend);
    await connections.remove(friend, id, owner.userId);
    await dal.removeByTitle(friend, 'no such title');
    expect([...(await about(owner)), ...(await about(friend))]).toEqual([]);
  });

  it('has the removal of a member, for both', async () => {
    const [owner, friend] = [users.next(), users.next()];
    const id = await shared(owner, friend);
    await connections.remove({ ...owner, ...HOME }, id, friend.userId);
    const entry = { actor: owner.uniqueId, action: 'member_removed', object: `item:${id}` };
    expect(await about(owner)).toMatchObject([{ ...entry, ...HOME }]);
    expect(await about(friend)).toMatchObject([{ ...entry, ...NOWHERE }]);
  });

  it('has who has left, and who has inherited the item', async () => {
    const [owner, heir, other] = [users.next(), users.next(), users.next()];
    const id = await shared(owner, heir, other);
    await connections.remove({ ...owner, ...HOME }, id, owner.userId);
    const object = `item:${id}`;
    expect(await about(owner)).toMatchObject([{ action: 'item_left', object, ...HOME }]);
    const inherited = { action: 'item_inherited', actor: owner.uniqueId, object, ...NOWHERE };
    expect(await about(heir)).toMatchObject([inherited]);
    expect(await about(other)).toEqual([]);
  });

  it('has that an item was inherited when its owner was deleted', async () => {
    const [owner, heir] = [users.next(), users.next()];
    const id = await shared(owner, heir);
    await new TypeormUserReferences(source).delete(referenceTo(owner));
    const entry = { action: 'item_inherited', actor: 'system', object: `item:${id}`, ...NOWHERE };
    expect(await about(heir)).toMatchObject([entry]);
    expect(await about(owner)).toEqual([]);
  });

  it('has the deletion of an item, for all who had it', async () => {
    const [owner, friend, stranger] = [users.next(), users.next(), users.next()];
    const id = await shared(owner, friend);
    await dal.removeByTitle({ ...owner, ...HOME }, await titleOf(id));
    const entry = { actor: owner.uniqueId, action: 'item_deleted', object: `item:${id}` };
    expect(await about(owner)).toMatchObject([{ ...entry, ...HOME }]);
    expect(await about(friend)).toMatchObject([{ ...entry, ...NOWHERE }]);
    expect(await about(stranger)).toEqual([]);
  });

  it('has that a member has left an item by its title', async () => {
    const [owner, friend] = [users.next(), users.next()];
    const id = await shared(owner, friend);
    await dal.removeByTitle({ ...friend, ...HOME }, await titleOf(id));
    const entry = { actor: friend.uniqueId, action: 'item_left', object: `item:${id}`, ...HOME };
    expect(await about(friend)).toMatchObject([entry]);
    expect(await about(owner)).toEqual([]);
  });

  it('has nothing of an item that no other user has', async () => {
    const [owner, friend] = [users.next(), users.next()];
    await dal.removeByTitle({ ...owner, ...HOME }, await titleOf(await shared(owner)));
    const left = await shared(owner);
    await connections.remove({ ...owner, ...HOME }, left, owner.userId);
    const once = await shared(owner, friend);
    await connections.remove(owner, once, friend.userId);
    await source.query('DELETE FROM todo.audit');
    await dal.removeByTitle({ ...owner, ...HOME }, await titleOf(once));
    expect([...(await about(owner)), ...(await about(friend))]).toEqual([]);
  });

  it('is undone with its change', async () => {
    const [owner, friend] = [users.next(), users.next()];
    const id = await shared(owner);
    const undone = source.transaction(async () => {
      await connections.share(owner, id, friend);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([...(await about(owner)), ...(await about(friend))]).toEqual([]);
  });
});
