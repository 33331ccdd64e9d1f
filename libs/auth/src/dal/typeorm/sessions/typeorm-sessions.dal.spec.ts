import { migrations } from '#migrations/auth';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../../test/support/test-database.js';
import {
  CONTRACT_USERS,
  describeSessionsDalContract,
} from '../../../core/ports/sessions.dal.suite.js';
import { TypeormSessionsDal } from './typeorm-sessions.dal.js';

async function openWithUsers(): Promise<TestDatabase> {
  const database = await openTestDataSource('auth', migrations);
  await database.dataSource.query(
    `INSERT INTO auth.users (unique_id, email, password_hash)
     SELECT 'u-' || n, n || '@example.com', 'hash' FROM generate_series(1, $1) n`,
    [CONTRACT_USERS],
  );
  return database;
}

describeSessionsDalContract('TypeORM', async () => {
  const { dataSource, close } = await openWithUsers();
  return { dal: new TypeormSessionsDal(dataSource), close };
});

describe('TypeormSessionsDal', () => {
  let database: TestDatabase;
  let store: TypeormSessionsDal;

  beforeAll(async () => {
    database = await openWithUsers();
    store = new TypeormSessionsDal(database.dataSource);
  });
  afterAll(() => database.close());

  const at = (seconds: number) => new Date(1_900_000_000_000 + seconds * 1000);
  const session = (id: string, from: number, to: number) => ({
    id,
    chainId: id,
    userId: 1,
    createdAt: at(from),
    lastUsedAt: at(from),
    expiresAt: at(to),
  });

  const query = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  it('deletes nothing at a login, also if sessions have expired', async () => {
    await store.create(session('short', 0, 10));
    await store.create(session('new', 11, 111));
    expect((await store.endAllOf(1)).sort()).toEqual(['new', 'short']);
  });

  it('keeps about ten rows of a chain that is refreshed each second', async () => {
    const keepReplacedMs = 10_500;
    await store.create(session('0', 0, 100));
    for (let second = 1; second <= 60; second++) {
      const next = { ...session(`${second}`, second, 100), chainId: '0' };
      const terms = { keepReplacedMs, keepSuccessorUntil: at(100) };
      expect(await store.replace(`${second - 1}`, next, terms)).toBe(true);
    }
    const rows = await query('SELECT id FROM auth.sessions WHERE chain_id = $1', ['0']);
    expect(rows).toHaveLength(12);
  });

  describe('with sessions of a version without chains', () => {
    const addOld = (id: string, replacedBy: string | null = null) =>
      query(
        `INSERT INTO auth.sessions (id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at)
         VALUES ($1, 1, $2, $2, $3, $4, $5)`,
        [id, at(0), at(100), replacedBy, replacedBy && at(0)],
      );

    it('treats each as the first of a chain', async () => {
      await addOld('lone');
      const found = await store.find('lone');
      expect(found).toMatchObject({ id: 'lone', chainId: 'lone', uniqueId: 'u-1' });
      expect(await store.endChain('lone')).toEqual(found);
    });

    it('ends the successors that such a version has made', async () => {
      await addOld('a', 'b');
      await addOld('b');
      expect(await store.endChain('a')).toMatchObject({ id: 'b' });
      for (const id of ['a', 'b']) expect(await store.find(id)).toBeUndefined();
    });

    it('ends a successor that has a chain', async () => {
      await addOld('c');
      const terms = { keepReplacedMs: 10_500, keepSuccessorUntil: at(100) };
      await store.replace('c', { ...session('d', 1, 100), chainId: 'c' }, terms);
      expect(await store.endChain('c')).toMatchObject({ id: 'd', chainId: 'c' });
      for (const id of ['c', 'd']) expect(await store.find(id)).toBeUndefined();
    });
  });

  it('deletes the sessions of a deleted user', async () => {
    await store.create({ ...session('of user 2', 0, 100), userId: 2 });
    await database.dataSource.query('DELETE FROM auth.users WHERE id = 2');
    await expect(store.find('of user 2')).resolves.toBeUndefined();
  });

  it('stores no session of a user who does not exist', async () => {
    await store.create({ ...session('orphan', 0, 100), userId: 9_999 });
    await expect(store.find('orphan')).resolves.toBeUndefined();
  });
});
