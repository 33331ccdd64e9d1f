import { migrations } from '#migrations/auth';
import { StatementRunner } from '#glue/db';
import { type Hold, holdAt } from '../../../../../../test/support/hold.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { TypeormSessionsDal } from './typeorm-sessions.dal.js';
import { TypeormUsersDal } from '../typeorm-users.dal.js';

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('the end of earlier sessions, beside', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let sessions: TypeormSessionsDal;
  let users: TypeormUsersDal;
  let hold: Hold | undefined;
  let counter = 0;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    sessions = new TypeormSessionsDal(database.dataSource);
    users = new TypeormUsersDal(database.dataSource);
  }, 60_000);
  afterEach(() => releaseHold());
  afterAll(() => database.close());

  async function releaseHold(): Promise<void> {
    await hold?.release();
    hold = undefined;
  }
  const newUser = async () => {
    const name = `user-${++counter}`;
    return (await users.create({ uniqueId: name, email: name, passwordHash: 'h' }))!;
  };
  const session = (id: string, userId: number, generation = 0) => {
    const now = new Date();
    const login = { at: now, generation, isRemembered: false };
    const times = { createdAt: now, lastUsedAt: now, expiresAt: new Date(now.getTime() + 60_000) };
    return { id, chainId: id, userId, ...times, login };
  };
  const endEarlier = (userId: number) =>
    new StatementRunner(database.dataSource).transaction('test', async () => {
      const generation = (await users.nextGeneration(userId))!;
      await sessions.endEarlier(userId, generation);
    });
  const holdInsertOf = async (id: string) => {
    const { url } = database.dataSource.options as { url: string };
    hold = await holdAt(url, `AFTER INSERT ON auth.sessions WHEN (NEW.id = '${id}')`);
    return hold;
  };

  it('a login that is being stored, ends its session', async () => {
    const user = await newUser();
    const held = await holdInsertOf('login');
    const created = sessions.create(session('login', user));
    await held.untilWaiting(1);
    const ended = endEarlier(user);
    await held.untilWaiting(2);
    await releaseHold();
    await Promise.all([created, ended]);
    expect(await sessions.listOf(user)).toEqual([]);
  });

  it('a refresh that is being stored, ends the successor', async () => {
    const user = await newUser();
    await sessions.create(session('first', user));
    const held = await holdInsertOf('second');
    const successor = { ...session('second', user), chainId: 'first' };
    const replaced = sessions.replace('first', successor, { keepReplacedMs: 10_500 });
    await held.untilWaiting(1);
    const ended = endEarlier(user);
    await held.untilWaiting(2);
    await releaseHold();
    await Promise.all([replaced, ended]);
    expect(await sessions.listOf(user)).toEqual([]);
  });

  it('a login with the earlier password, stores no session', async () => {
    const user = await newUser();
    await endEarlier(user);
    expect(await sessions.create(session('late', user))).toBe(0);
    expect(await sessions.create(session('new', user, 1))).toBe(1);
  });
});
