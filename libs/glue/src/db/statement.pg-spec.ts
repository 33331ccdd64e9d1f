import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDatabase, execute, type TestDatabase } from '../../../../test/support/postgres.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { openDataSource, statement, StatementRunner } from './index.js';

const READ = statement<{ n: unknown }>('test.read', 'SELECT n FROM numbers');
const LOCK_TWO = statement(
  'test.lock-two',
  'SELECT pg_advisory_xact_lock(1), pg_sleep(0.2), pg_advisory_xact_lock(2)',
);

let database: TestDatabase;
let dataSource: DataSource;
let runner: StatementRunner;
let warn: jest.SpiedFunction<Logger['warn']>;

beforeAll(async () => {
  database = await createDatabase();
  await execute(database.url, 'CREATE TABLE numbers (n integer); INSERT INTO numbers VALUES (1)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  dataSource = await openDataSource({
    context: 'test',
    url: database.url,
    urlVariable: 'TEST_DATABASE_URL',
    maxConnections: 1,
    dataDir: '',
    entities: [],
    migrations: [],
  });
  runner = new StatementRunner(dataSource);
  await runner.run(READ, []);
});
afterEach(async () => {
  await dataSource.destroy();
  jest.restoreAllMocks();
});

const prepared = () => dataSource.query<unknown[]>('SELECT name FROM pg_prepared_statements');

describe('A prepared statement', () => {
  it('keeps its name on a connection', async () => {
    await expect(prepared()).resolves.toEqual([{ name: READ.name }]);
  });

  it('whose result changes its type answers all the same, and has its name afterwards', async () => {
    await execute(database.url, 'ALTER TABLE numbers ALTER n TYPE text');
    await expect(runner.run(READ, [])).resolves.toEqual([{ n: '1' }]);
    await execute(database.url, 'ALTER TABLE numbers ALTER n TYPE integer USING n::integer');
    await expect(runner.run(READ, [])).resolves.toEqual([{ n: 1 }]);
    await runner.run(READ, []);
    await expect(prepared()).resolves.toEqual([{ name: READ.name }]);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['lost its name', 'DEALLOCATE ALL'],
    ['finds its name taken', `PREPARE "${READ.name}" AS SELECT 2 AS n`],
  ])('that %s answers, and has no name from then on, which is said once', async (_what, sql) => {
    if (sql.startsWith('PREPARE')) {
      await dataSource.query('DEALLOCATE ALL');
      await forgetNames();
    }
    await dataSource.query(sql);
    for (let i = 0; i < 3; i++) await expect(runner.run(READ, [])).resolves.toEqual([{ n: 1 }]);
    await expect(prepared()).resolves.toEqual([]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('max_prepared_statements'));
  });
});

/** Makes pg believe that its connection has prepared nothing, as a fresh one behind a pooler does. */
async function forgetNames(): Promise<void> {
  const queryRunner = dataSource.createQueryRunner();
  const client = (await queryRunner.connect()) as { connection: { parsedStatements: object } };
  client.connection.parsedStatements = {};
  await queryRunner.release();
}

describe('A statement that PostgreSQL gives up for another one in a deadlock', () => {
  it('is run once more', async () => {
    await dataSource.query("SET deadlock_timeout = '10ms'"); // so this one is given up
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    try {
      await other.query("SET deadlock_timeout = '20s'");
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock(2)');
      const locked = runner.run(LOCK_TWO, []);
      await waitFor(holdsFirst, 5_000, () => 'the first lock');
      await other.query('SELECT pg_advisory_xact_lock(1)');
      await other.query('COMMIT');
      await expect(locked).resolves.toHaveLength(1);
    } finally {
      await other.end();
    }
  });
});

async function holdsFirst(): Promise<boolean> {
  const sql = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted";
  return (await execute(database.url, sql)).rowCount === 1;
}
