import { migrations } from '#migrations/auth';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../test/support/test-database.js';
import { CONTRACT_USERS, describeSessionStoreContract } from '../session-store.dal.contract.js';
import { SessionEntity } from './session.entity.js';
import { TypeormSessionStore } from './typeorm-session-store.dal.js';
import { UserEntity } from './user.entity.js';

async function openWithUsers(): Promise<TestDatabase> {
  const database = await openTestDataSource('auth', [UserEntity, SessionEntity], migrations);
  await database.dataSource.query(
    `INSERT INTO users (unique_id, email, password_hash)
     SELECT 'u-' || n, n || '@example.com', 'hash' FROM generate_series(1, $1) n`,
    [CONTRACT_USERS],
  );
  return database;
}

describeSessionStoreContract('TypeORM', async () => {
  const { dataSource, close } = await openWithUsers();
  return { dal: new TypeormSessionStore(dataSource), close };
});

describe('TypeormSessionStore', () => {
  let database: TestDatabase;
  let store: TypeormSessionStore;

  beforeAll(async () => {
    database = await openWithUsers();
    store = new TypeormSessionStore(database.dataSource);
  });
  afterAll(() => database.close());

  const at = (seconds: number) => new Date(1_900_000_000_000 + seconds * 1000);
  const session = (id: string, from: number, to: number) => ({
    id,
    userId: 1,
    createdAt: at(from),
    lastUsedAt: at(from),
    expiresAt: at(to),
  });

  it('sweeps out at a login what is past its absolute deadline, and nothing else', async () => {
    await store.create(session('long', 0, 100));
    await store.create(session('short', 0, 10));
    await store.create(session('at the edge', 0, 11));
    await store.create(session('new', 11, 111));
    expect((await store.listOf(1)).map(({ id }) => id).sort()).toEqual([
      'at the edge',
      'long',
      'new',
    ]);
  });

  it('loses the sessions of a user who is removed', async () => {
    await store.create({ ...session('of user 2', 0, 100), userId: 2 });
    await database.dataSource.query('DELETE FROM users WHERE id = 2');
    await expect(store.find('of user 2')).resolves.toBeUndefined();
  });

  it('keeps no session of a user who is not there', async () => {
    await store.create({ ...session('orphan', 0, 100), userId: 9_999 });
    await expect(store.find('orphan')).resolves.toBeUndefined();
  });
});
