import { DatabaseEventLog } from '#glue/db';
import { migrations } from '#migrations/auth';
import { type Hold, holdAt } from '../../../../../test/support/hold.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('events of users that are written concurrently', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let users: TypeormUsersDal;
  let events: DatabaseEventLog;
  let hold: Hold | undefined;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    users = new TypeormUsersDal(database.dataSource);
    events = new DatabaseEventLog(database.dataSource, 'auth');
  }, 60_000);
  afterAll(async () => {
    await hold?.release();
    await database.close();
  });

  const create = async (name: string): Promise<number> => {
    const email = `${name}@example.com`;
    await users.create({ email, uniqueId: name, passwordHash: 'hash' });
    return (await users.findByEmail(email))!.id;
  };

  const deleted = async () => {
    const page = await events.read({ types: ['user.deleted'], limit: 10 });
    return page!.events.map(({ data }) => (data as { userId: number }).userId);
  };

  it('never become visible after one with a larger id', async () => {
    const [slow, fast] = [await create('slow'), await create('fast')];
    const { url } = database.dataSource.options as { url: string };
    hold = await holdAt(
      url,
      `AFTER INSERT ON auth.events WHEN ((NEW.data ->> 'userId')::bigint = ${slow})`,
    );

    const slowDeletion = users.delete(slow);
    await hold.untilWaiting(1); // it has its id, and no other transaction can see it
    let fastIsDone = false;
    const fastDeletion = users.delete(fast).finally(() => (fastIsDone = true));
    await hold.untilWaiting(2); // the other transaction waits for it, instead of overtaking it
    expect(await deleted()).toEqual([]);
    expect(fastIsDone).toBe(false);

    await hold.release();
    hold = undefined;
    expect(await Promise.all([slowDeletion, fastDeletion])).toEqual([true, true]);
    expect(await deleted()).toEqual([slow, fast]);
  });
});
