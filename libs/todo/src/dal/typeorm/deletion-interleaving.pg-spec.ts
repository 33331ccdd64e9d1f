import { migrations } from '#migrations/todo';
import { type Hold, holdAt } from '../../../../../test/support/hold.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../core/ports/any-users.suite.js';
import { readList } from '../../core/ports/read-list.suite.js';
import type { UserRef } from '../../core/user-ref.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';

/**
 * Writes for a user, concurrent with the deletion of that user. On a PostgreSQL server, because the
 * embedded database runs one statement at a time.
 */
describe('writes concurrent with a deletion', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let todos: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  let deletions: TypeormUserReferences;
  let hold: Hold;
  const users = anyUsers();
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    const { dataSource } = database;
    todos = new TypeormItemsDal(dataSource, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(dataSource, WIDE_LIMITS);
    deletions = new TypeormUserReferences(dataSource);
  }, 60_000);
  afterAll(() => database.close());

  const holdAtTrigger = (trigger: string) =>
    holdAt((database.dataSource.options as { url: string }).url, trigger);
  const create = async (user: UserRef, title = 'code'): Promise<number> => {
    await todos.create(user, { title, status: 'PENDING' });
    return (await readList(todos, user)).at(-1)!.id;
  };
  const rows = async (sql: string, ...values: unknown[]) =>
    database.dataSource.query<unknown[]>(sql, values);
  const expectNothingOf = async ({ userId: id }: UserRef) => {
    expect(await rows('SELECT FROM todo.user_connections WHERE user_id = $1', id)).toEqual([]);
    const orphans = `SELECT id FROM todo.to_do_items i WHERE NOT EXISTS (
      SELECT FROM todo.user_connections c WHERE c.to_do_id = i.id AND c.role = 'owner')`;
    expect(await rows(orphans)).toEqual([]);
  };

  it('an item that is being created during the deletion is deleted with the user', async () => {
    const user = users.next();
    await create(user);
    hold = await holdAtTrigger("AFTER INSERT ON todo.to_do_items WHEN (NEW.title = 'held')");
    const creating = create(user, 'held').catch((error: unknown) => error);
    await hold.untilWaiting(1);
    const deleting = deletions.delete(referenceTo(user));
    await hold.untilWaiting(2);
    await hold.release();
    await deleting;
    await creating;
    await expectNothingOf(user);
  });

  it('an item that is created while the deletion is applied is refused', async () => {
    const user = users.next();
    await create(user);
    hold = await holdAtTrigger(
      `BEFORE DELETE ON todo.user_connections WHEN (OLD.user_id = ${user.userId})`,
    );
    const deleting = deletions.delete(referenceTo(user));
    await hold.untilWaiting(1);
    const creating = todos.create(user, { title: 'late', status: 'DONE' });
    const refused = expect(creating).resolves.toBe('user_deleted');
    await hold.untilWaiting(2);
    await hold.release();
    await Promise.all([deleting, refused]);
    await expectNothingOf(user);
  });

  it('an item that is being shared with the user during the deletion is unshared', async () => {
    const [owner, target] = [users.next(), users.next()];
    const item = await create(owner);
    hold = await holdAtTrigger(
      `AFTER INSERT ON todo.user_connections WHEN (NEW.user_id = ${target.userId})`,
    );
    const sharing = connections.share(owner, item, target);
    await hold.untilWaiting(1);
    const deleting = deletions.delete(referenceTo(target));
    await hold.untilWaiting(2);
    await hold.release();
    expect(await sharing).toBe('done');
    await deleting;
    await expectNothingOf(target);
    expect(await connections.listOf(owner, item)).toHaveLength(1);
  });

  it('an item that is shared with the user while the deletion is applied: no such user', async () => {
    const [owner, target] = [users.next(), users.next()];
    const item = await create(owner);
    await create(target);
    hold = await holdAtTrigger(
      `BEFORE DELETE ON todo.user_connections WHEN (OLD.user_id = ${target.userId})`,
    );
    const deleting = deletions.delete(referenceTo(target));
    await hold.untilWaiting(1);
    const sharing = connections.share(owner, item, target);
    const refused = expect(sharing).resolves.toBe('target_deleted');
    await hold.untilWaiting(2);
    await hold.release();
    await Promise.all([deleting, refused]);
    await expectNothingOf(target);
  });

  it('an owner who shares while their own deletion is applied: no deadlock', async () => {
    const [owner, target] = [users.next(), users.next()];
    const item = await create(owner);
    await create(target);
    hold = await holdAtTrigger(
      `BEFORE DELETE ON todo.user_connections WHEN (OLD.user_id = ${owner.userId})`,
    );
    const deleting = deletions.delete(referenceTo(owner));
    await hold.untilWaiting(1);
    const sharing = connections.share(owner, item, target);
    const refused = expect(sharing).resolves.toBe('user_deleted');
    await hold.untilWaiting(2);
    await hold.release();
    await Promise.all([deleting, refused]);
    await expectNothingOf(owner);
    expect(await readList(todos, target)).toHaveLength(1);
  });

  it('two deletions at once, and an item that is shared meanwhile: they take turns', async () => {
    const [first, second] = [users.next(), users.next()];
    const [late, common] = [await create(second), await create(first)];
    await connections.share(first, common, second);
    hold = await holdAtTrigger(
      `BEFORE UPDATE ON todo.user_refs WHEN (OLD.user_id = ${first.userId})`,
    );
    const one = deletions.delete(referenceTo(first));
    await hold.untilWaiting(1);
    const other = deletions.delete(referenceTo(second));
    await hold.untilWaiting(2);
    const lockNow = 'SELECT FROM todo.to_do_items WHERE id = $1 FOR UPDATE NOWAIT';
    expect(await rows(lockNow, late)).toHaveLength(1);
    await rows(
      "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'member')",
      ...[first.userId, late],
    );
    await hold.release();
    expect(await Promise.all([one, other])).toEqual([true, true]);
    await expectNothingOf(first);
    await expectNothingOf(second);
  });

  it('an owner and the only member who leave at once: the item is deleted', async () => {
    const [owner, member] = [users.next(), users.next()];
    const item = await create(owner);
    await connections.share(owner, item, member);
    hold = await holdAtTrigger(
      `BEFORE DELETE ON todo.user_connections WHEN (OLD.user_id = ${owner.userId})`,
    );
    const one = connections.remove(owner, item, owner.userId);
    await hold.untilWaiting(1);
    const other = connections.remove(member, item, member.userId);
    await hold.untilWaiting(2);
    await hold.release();
    expect(await Promise.all([one, other])).toEqual(['done', 'done']);
    expect(await rows('SELECT FROM todo.to_do_items WHERE id = $1', item)).toEqual([]);
  });

  it('an owner who deletes an item that was handed over meanwhile: the new owner keeps it', async () => {
    const [owner, heir] = [users.next(), users.next()];
    const item = await create(owner, 'ours');
    await connections.share(owner, item, heir);
    hold = await holdAtTrigger(
      `BEFORE DELETE ON todo.user_connections WHEN (OLD.user_id = ${owner.userId})`,
    );
    const leaving = connections.remove(owner, item, owner.userId);
    await hold.untilWaiting(1);
    const deleting = todos.removeByTitle(owner, 'ours');
    await hold.untilWaiting(2);
    await hold.release();
    expect(await Promise.all([leaving, deleting])).toEqual(['done', 'item_missing']);
    expect(await connections.listOf(heir, item)).toEqual([{ userId: heir.userId, role: 'owner' }]);
  });
});
