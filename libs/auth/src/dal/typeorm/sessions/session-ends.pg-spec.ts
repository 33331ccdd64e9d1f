import { migrations } from '#migrations/auth';
import { type Hold, holdAt } from '../../../../../../test/support/hold.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { TypeormSessionsDal } from './typeorm-sessions.dal.js';

/** More than there are connections, so that some begin after the replacement has become visible. */
const ENDS = 30;

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('a chain of sessions that is replaced while it is ended', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let store: TypeormSessionsDal;
  let hold: Hold | undefined;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    store = new TypeormSessionsDal(database.dataSource);
    await database.dataSource.query(
      "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h')",
    );
  }, 60_000);
  afterAll(async () => {
    await hold?.release();
    await database.close();
  });

  it('ends as a whole, by the first call that ends a session of it', async () => {
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 3_600_000);
    const first = { id: 'first', chainId: 'first', userId: 1, createdAt: now, lastUsedAt: now };
    await store.create({ ...first, expiresAt });
    const { url } = database.dataSource.options as { url: string };
    hold = await holdAt(url, "AFTER INSERT ON auth.sessions WHEN (NEW.id = 'second')");

    const replacing = store.replace(
      'first',
      { ...first, id: 'second', expiresAt },
      { keepReplacedMs: 10_500 },
    );
    await hold.untilWaiting(1);
    const ends = [store.endChain('first')];
    await hold.untilWaiting(2); // the first call cannot see the successor
    for (let i = 1; i < ENDS; i++) ends.push(store.endChain('first'));
    await hold.release();
    hold = undefined;

    expect(await replacing).toBe(true);
    const [ended, ...others] = await Promise.all(ends);
    expect(ended).toMatchObject({ id: 'second' });
    expect(others.filter((session) => session !== undefined)).toEqual([]);
    expect(await store.endAllOf(1)).toEqual([]);
  });
});
