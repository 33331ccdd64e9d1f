import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { revertMigration, runMigrations } from './run-migrations.js';

class Books1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE books (title text)');
    await queryRunner.query("INSERT INTO books VALUES ('once')");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE books');
  }
}

class Authors1000000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE authors (name text)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE authors');
  }
}

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openTestDataSource('library', [], [Books1000000000001, Authors1000000000002]);
  dataSource = database.dataSource;
});
afterAll(() => database.close());
afterEach(() => runMigrations(dataSource));

async function tables(): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  return rows.map(({ name }) => name).sort();
}

async function migrationsRun(): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    'SELECT name FROM library_migrations ORDER BY id',
  );
  return rows.map(({ name }) => name);
}

describe('runMigrations', () => {
  it('ran each of them, oldest first, and noted it in the table of the context', async () => {
    await expect(tables()).resolves.toEqual(['authors', 'books', 'library_migrations']);
    await expect(migrationsRun()).resolves.toEqual(['Books1000000000001', 'Authors1000000000002']);
  });

  it('does nothing when it is run again', async () => {
    await runMigrations(dataSource);
    await expect(migrationsRun()).resolves.toEqual(['Books1000000000001', 'Authors1000000000002']);
    await expect(dataSource.query('SELECT * FROM books')).resolves.toEqual([{ title: 'once' }]);
  });

  it('runs each once when several start together', async () => {
    await revertMigration(dataSource);
    await revertMigration(dataSource);
    await Promise.all([1, 2, 3].map(() => runMigrations(dataSource)));
    await expect(migrationsRun()).resolves.toEqual(['Books1000000000001', 'Authors1000000000002']);
    await expect(dataSource.query('SELECT * FROM books')).resolves.toEqual([{ title: 'once' }]);
  });
});

describe('revertMigration', () => {
  it('takes back the newest one only', async () => {
    await revertMigration(dataSource);
    await expect(tables()).resolves.toEqual(['books', 'library_migrations']);
    await expect(migrationsRun()).resolves.toEqual(['Books1000000000001']);
  });

  it('has nothing to do when none is left', async () => {
    for (let i = 0; i < 3; i++) await revertMigration(dataSource);
    await expect(tables()).resolves.toEqual(['library_migrations']);
  });
});
