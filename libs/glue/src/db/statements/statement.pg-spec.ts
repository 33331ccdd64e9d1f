import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  createDatabase,
  execute,
  type TestDatabase,
} from '../../../../../test/support/postgres.js';
import { waitFor } from '../../../../../test/support/wait-for.js';
import { openDataSource, statement, StatementRunner } from '../index.js';

const READ = statement<{ n: unknown }>('test.read', 'SELECT n FROM numbers');
const LOCK_ALL = statement(
  'test.lock-all',
  `SELECT n, pg_advisory_xact_lock(1), pg_advisory_xact_lock(2), pg_advisory_xact_lock(3)
   FROM numbers`,
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
  await open(1);
  await runner.run(READ, []);
});
afterEach(async () => {
  await dataSource.destroy();
  jest.restoreAllMocks();
});

async function open(maxConnections: number): Promise<void> {
  dataSource = await openDataSource({
    context: 'test',
    url: database.url,
    urlVariable: 'TEST_DATABASE_URL',
    schemaVariable: 'TEST_DATABASE_SCHEMA',
    maxConnections,
    dataDir: '',
    migrations: [],
  });
  runner = new StatementRunner(dataSource);
}

const prepared = () => dataSource.query<unknown[]>('SELECT name FROM pg_prepared_statements');

describe('A prepared statement', () => {
  it('keeps its name on a connection', async () => {
    await expect(prepared()).resolves.toEqual([{ name: READ.name }]);
  });

  it('still answers after its result has changed its type, and has its name afterwards', async () => {
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
  ])('that %s answers, and has no name from then on, which is logged once', async (_what, sql) => {
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

/**
 * Makes pg treat the connection as without prepared statements, like a fresh one behind a pooler.
 */
async function forgetNames(): Promise<void> {
  const queryRunner = dataSource.createQueryRunner();
  const client = (await queryRunner.connect()) as { connection: { parsedStatements: object } };
  client.connection.parsedStatements = {};
  await queryRunner.release();
}

describe('A statement that PostgreSQL rolls back in a deadlock', () => {
  it('is run once more', async () => {
    await inDeadlock(async () => ({}));
  });

  it('is run once more, also if the type of its result changes meanwhile', async () => {
    await inDeadlock(async () => {
      const end = execute(database.url, 'ALTER TABLE numbers ALTER n TYPE text');
      await untilLocked("locktype = 'relation' AND NOT granted"); // it is the next one
      return { end };
    });
    await expect(runner.run(READ, [])).resolves.toEqual([{ n: '1' }]);
    await execute(database.url, 'ALTER TABLE numbers ALTER n TYPE integer USING n::integer');
  });
});

/** Runs a statement into a deadlock; `meanwhile` waits for a lock of the statement. */
async function inDeadlock(meanwhile: () => Promise<{ end?: Promise<unknown> }>): Promise<void> {
  // A connection whose statement failed is replaced: the second try uses another one, which has
  // prepared the statement too.
  await dataSource.destroy();
  await open(2);
  await onBoth(() => dataSource.query("SET deadlock_timeout = '10ms'")); // so this one is rolled back
  await onBoth(() => runner.run(LOCK_ALL, []));
  const [gate, other] = [await connect(), await connect()];
  try {
    await gate.query('SELECT pg_advisory_lock(2)');
    await other.query("SET deadlock_timeout = '20s'");
    await other.query('BEGIN; SELECT pg_advisory_xact_lock(3)');
    const locked = runner.run(LOCK_ALL, []).catch((error: unknown) => error);
    await untilLocked('objid = 1 AND granted');
    const { end } = await meanwhile();
    const first = other.query('SELECT pg_advisory_xact_lock(1); COMMIT');
    await untilLocked('objid = 1 AND NOT granted');
    await gate.query('SELECT pg_advisory_unlock(2)');
    await Promise.all([first, end]);
    expect(await locked).toEqual([expect.objectContaining({ n: expect.anything() })]);
  } finally {
    await Promise.all([gate.end(), other.end()]);
  }
}

async function onBoth(work: () => Promise<unknown>): Promise<void> {
  await Promise.all([work(), work()]);
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

async function untilLocked(condition: string): Promise<void> {
  const here = 'database = (SELECT oid FROM pg_database WHERE datname = current_database())';
  const sql = `SELECT FROM pg_locks WHERE ${here} AND ${condition}`;
  await waitFor(
    async () => (await execute(database.url, sql)).rowCount === 1,
    5_000,
    () => condition,
  );
}
