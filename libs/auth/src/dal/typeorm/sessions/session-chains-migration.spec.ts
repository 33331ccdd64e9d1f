import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { TypeormSessionsDal } from './typeorm-sessions.dal.js';

const position = migrations.findIndex(({ name }) => name.startsWith('SessionChains'));
const SessionChains = migrations[position]!;
const find = (what: string) => migrations.find(({ name }) => name.startsWith(what))!;
/** They add the columns that the store of today reads. */
const LATER = [find('AccountSessions'), find('Administration'), find('SecondFactors')];

it('the migration to chains keeps the sessions of version 0.1, which stay active', async () => {
  const earlier = migrations.slice(0, position);
  const { dataSource, close } = await openTestDataSource('auth', earlier);
  const queryRunner = dataSource.createQueryRunner();
  const sessions = () =>
    queryRunner.query(
      'SELECT id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at FROM auth.sessions ORDER BY id',
    );
  try {
    await queryRunner.query(
      "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h')",
    );
    await queryRunner.query(
      `INSERT INTO auth.sessions (id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at)
       VALUES ('live', 1, now(), now(), now() + interval '1 hour', NULL, NULL),
              ('old', 1, now(), now(), now() + interval '1 hour', 'new', now()),
              ('new', 1, now(), now(), now() + interval '1 hour', NULL, NULL)`,
    );
    const before: unknown = await sessions();

    await new SessionChains().up(queryRunner);
    expect(await sessions()).toEqual(before);
    for (const Later of LATER) await new Later().up(queryRunner);
    await queryRunner.release(); // the embedded database has no second connection

    const store = new TypeormSessionsDal(dataSource);
    expect(await store.find('live')).toMatchObject({ chainId: 'live', uniqueId: 'u-1' });
    expect(await store.find('old')).toMatchObject({ replacement: { id: 'new' } });
    expect(await store.endChain('old')).toMatchObject({ id: 'new' });

    const reverting = dataSource.createQueryRunner();
    for (const Later of LATER.toReversed()) await new Later().down(reverting);
    await new SessionChains().down(reverting);
    expect(await reverting.query('SELECT id FROM auth.sessions')).toEqual([{ id: 'live' }]);
    await reverting.release();
  } finally {
    await close();
  }
}, 60_000);
