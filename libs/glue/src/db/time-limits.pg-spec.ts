import type { DataSource, EntityManager } from 'typeorm';
import { execute } from '../../../../test/support/postgres.js';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { withoutTimeLimits } from './time-limits.js';

const LIMITS = [
  { name: 'idle_in_transaction_session_timeout', setting: '30000', source: 'session' },
  { name: 'lock_timeout', setting: '5000', source: 'session' },
  { name: 'statement_timeout', setting: '15000', source: 'session' },
];
const LIMIT_MS = 10_000;

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await openTestDataSource('limits', []);
  dataSource = database.dataSource;
});
afterAll(() => database.close());

/** The current limits, and their source: `client` would be the start of the connection. */
function limits(of: { query(sql: string): Promise<unknown> }): Promise<unknown> {
  return of.query(
    `SELECT name, setting, source FROM pg_settings
     WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
     ORDER BY name`,
  );
}

/** Ends the connection of a transaction, and waits until it is gone. */
async function kill(manager: EntityManager): Promise<void> {
  const [{ pid }] = await manager.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  const url = process.env['TEST_DATABASE_URL']!;
  await execute(url, `SELECT pg_terminate_backend(${pid})`);
  await waitFor(
    () => manager.queryRunner!.isReleased,
    LIMIT_MS,
    () => 'the end to be noticed',
  );
}

describe('A connection to PostgreSQL', () => {
  it('has its time limits, which are not startup parameters', async () => {
    await expect(limits(dataSource)).resolves.toEqual(LIMITS);
  });

  it.each([
    ['next statement', (manager: EntityManager) => manager.query('SELECT 1')],
    ['commit', async () => undefined],
  ])('that dies within a transaction fails the %s with 503', async (_next, then) => {
    const write = dataSource.transaction(async (manager) => {
      await kill(manager);
      await then(manager);
    });
    await expect(write).rejects.toMatchObject({ code: 'database_unavailable', status: 503 });
    await expect(dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });
});

describe('withoutTimeLimits', () => {
  it('lifts the limits within the transaction only', async () => {
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as { isLimited: boolean };
    await runner.startTransaction();
    await withoutTimeLimits(runner, async () => {
      expect(client.isLimited).toBe(false);
      const settings = (await limits(runner)) as { name: string; setting: string }[];
      expect(settings.map(({ setting }) => setting)).toEqual(['30000', '0', '0']);
    });
    expect(client.isLimited).toBe(true);
    await runner.commitTransaction();
    await expect(limits(runner)).resolves.toEqual(LIMITS);
    await runner.release();
  });

  it('limits the connection again after a failure', async () => {
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as { isLimited: boolean };
    await runner.startTransaction();
    const work = withoutTimeLimits(runner, () => runner.query('nonsense'));
    await expect(work).rejects.toThrow('nonsense');
    expect(client.isLimited).toBe(true);
    await runner.rollbackTransaction();
    await runner.release();
  });
});
