import { migrations } from '#migrations/auth';
import { StatementRunner } from '#glue/db';
import { type Hold, holdAt } from '../../../../../../test/support/hold.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { TypeormSessionsDal } from '../sessions/typeorm-sessions.dal.js';
import { TypeormUsersDal } from '../typeorm-users.dal.js';
import { TypeormPlannedDeletionsDal } from './typeorm-planned-deletions.dal.js';

const DUE = new Date('2020-01-01T00:00:00Z');

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('planned deletions', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let planned: TypeormPlannedDeletionsDal;
  let users: TypeormUsersDal;
  let transactions: StatementRunner;
  let hold: Hold | undefined;
  let counter = 0;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    planned = new TypeormPlannedDeletionsDal(database.dataSource);
    users = new TypeormUsersDal(database.dataSource);
    transactions = new StatementRunner(database.dataSource);
  }, 60_000);
  afterEach(async () => {
    await hold?.release();
    hold = undefined;
  });
  afterAll(() => database.close());

  const dueUser = async () => {
    const name = `user-${++counter}`;
    const id = (await users.create({ uniqueId: name, email: name, passwordHash: 'h' }))!;
    await planned.plan(id, DUE);
    return id;
  };
  /** Deletes one; resolves to its id. */
  const deleteDue = () =>
    transactions.transaction('test', async () => {
      const user = await planned.takeDue(new Date());
      if (user) expect(await users.delete(user.id)).toBe(true);
      return user?.id;
    });

  it('delete each user once, in several processes at once', async () => {
    const ids = [];
    for (let i = 0; i < 30; i++) ids.push(await dueUser());
    const deleted: number[] = [];
    const worker = async () => {
      for (let id = await deleteDue(); id !== undefined; id = await deleteDue()) deleted.push(id);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(deleted.sort((a, b) => a - b)).toEqual(ids);
    const sql = "SELECT count(*)::integer AS n FROM auth.events WHERE type = 'user.deleted'";
    expect(await database.dataSource.query(sql)).toEqual([{ n: ids.length }]);
  });

  it('pass over a user who is logging in, and are cancelled with that login', async () => {
    const userId = await dueUser();
    const { url } = database.dataSource.options as { url: string };
    hold = await holdAt(url, 'AFTER INSERT ON auth.sessions');
    const now = new Date();
    const times = { createdAt: now, lastUsedAt: now, expiresAt: new Date(now.getTime() + 60_000) };
    const login = { at: now, generation: 0, isRemembered: false };
    const sessions = new TypeormSessionsDal(database.dataSource);
    const loggedIn = transactions.transaction('a login', async () => {
      const count = await sessions.create({ id: 's', chainId: 's', userId, ...times, login });
      expect(await planned.cancel(userId)).toBe(true);
      return count;
    });
    await hold.untilWaiting(1);
    expect(await deleteDue()).toBeUndefined();
    await hold.release();
    hold = undefined;
    expect(await loggedIn).toBe(1);
    expect(await deleteDue()).toBeUndefined();
    expect(await users.findByIds([userId])).toHaveLength(1);
  });
});
