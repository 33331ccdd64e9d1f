import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { statement, StatementRunner } from './statements/statement.js';

/**
 * `fail_at_first(state)` fails with that SQLSTATE once, and passes afterwards: a sequence is not
 * rolled back.
 */
class FailAtFirst1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE SEQUENCE calls');
    await queryRunner.query('CREATE TABLE notes (note text)');
    await queryRunner.query(`
      CREATE FUNCTION fail_at_first(state text, failures integer = 1) RETURNS text LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('calls') <= failures THEN RAISE EXCEPTION 'told to' USING ERRCODE = state; END IF;
        RETURN state;
      END $$`);
  }

  async down(): Promise<void> {}
}

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await openTestDataSource('retries', [FailAtFirst1000000000001]);
  dataSource = database.dataSource;
});
afterAll(() => database.close());
beforeEach(async () => {
  await dataSource.query('ALTER SEQUENCE calls RESTART');
  await dataSource.query('TRUNCATE notes');
});

async function calls(): Promise<number> {
  const [row] = await dataSource.query<{ n: number }[]>(
    'SELECT last_value::integer AS n FROM calls',
  );
  return row!.n;
}

async function notes(): Promise<unknown[]> {
  return dataSource.query('SELECT note FROM notes');
}

const FAIL = statement<{ state: string }>('test.fail', 'SELECT fail_at_first($1, $2) AS state');

const WAYS: Record<string, (state: string, failures?: number) => Promise<unknown>> = {
  'a statement with a name': (state, failures = 1) =>
    new StatementRunner(dataSource).run(FAIL, [state, failures]),
  'a statement of TypeORM': (state, failures = 1) =>
    dataSource.query('SELECT fail_at_first($1, $2)', [state, failures]),
  'a transaction': (state, failures = 1) =>
    dataSource.transaction(async (manager) => {
      await manager.query("INSERT INTO notes VALUES ('once')");
      await manager.query('SELECT fail_at_first($1, $2)', [state, failures]);
    }),
};

describe.each(Object.entries(WAYS))('When PostgreSQL rolls back %s', (_what, run) => {
  it.each(['40001', '40P01'])('for %s, it is run once more', async (state) => {
    await run(state);
    await expect(calls()).resolves.toBe(2);
  });

  it('a second time, the error is thrown', async () => {
    await expect(run('40001', 2)).rejects.toMatchObject({
      code: 'database_unavailable',
      cause: { code: '40001' },
    });
    await expect(calls()).resolves.toBe(2);
  });

  it('for another reason, it is not run again', async () => {
    await expect(run('22003')).rejects.toMatchObject({ code: '22003' });
    await expect(calls()).resolves.toBe(1);
  });
});

it('A transaction that is run once more has its effects once', async () => {
  await WAYS['a transaction']!('40P01');
  await expect(notes()).resolves.toEqual([{ note: 'once' }]);
});

describe('statement', () => {
  it('gives two texts different names, and one text always the same', () => {
    const [a, b] = [statement('notes.list', 'SELECT 1'), statement('notes.list', 'SELECT 2')];
    expect(a.name).toMatch(/^notes[.]list[.][0-9a-f]{8}$/);
    expect(b.name).not.toBe(a.name);
    expect(statement('notes.list', 'SELECT 1').name).toBe(a.name);
  });
});
