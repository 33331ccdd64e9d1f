import { Logger } from '@nestjs/common';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { listMigrations, revertMigration, runMigrations } from './index.js';

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

const [BOOKS, AUTHORS] = ['Books1000000000001', 'Authors1000000000002'];

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  Logger.overrideLogger(['log', 'warn', 'error', 'fatal']);
  database = await openTestDataSource('library', [Books1000000000001, Authors1000000000002]);
  dataSource = database.dataSource;
});
afterAll(() => database.close());
afterEach(() => runMigrations(dataSource));

async function tables(): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema IN ('public', 'library')",
  );
  return rows.map(({ name }) => name).sort();
}

async function migrationsRun(): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    'SELECT name FROM library.library_migrations ORDER BY id',
  );
  return rows.map(({ name }) => name);
}

describe('runMigrations', () => {
  it('ran each of them, oldest first, and recorded it in the table of the context', async () => {
    await expect(tables()).resolves.toEqual(['authors', 'books', 'library_migrations']);
    await expect(migrationsRun()).resolves.toEqual([BOOKS, AUTHORS]);
  });

  it('does nothing when it is run again', async () => {
    await expect(runMigrations(dataSource)).resolves.toEqual([]);
    await expect(migrationsRun()).resolves.toEqual([BOOKS, AUTHORS]);
    await expect(dataSource.query('SELECT * FROM books')).resolves.toEqual([{ title: 'once' }]);
  });

  it('returns those that it ran, oldest first', async () => {
    await revertMigration(dataSource);
    await expect(runMigrations(dataSource)).resolves.toEqual([AUTHORS]);
    await revertMigration(dataSource);
    await revertMigration(dataSource);
    await expect(runMigrations(dataSource)).resolves.toEqual([BOOKS, AUTHORS]);
  });

  it('runs each once when several start together', async () => {
    await revertMigration(dataSource);
    await revertMigration(dataSource);
    const ran = await Promise.all([1, 2, 3].map(() => runMigrations(dataSource)));
    expect(ran.flat()).toEqual([BOOKS, AUTHORS]);
    await expect(migrationsRun()).resolves.toEqual([BOOKS, AUTHORS]);
    await expect(dataSource.query('SELECT * FROM books')).resolves.toEqual([{ title: 'once' }]);
  });
});

describe('revertMigration', () => {
  it('reverts the newest one only, and returns its name', async () => {
    await expect(revertMigration(dataSource)).resolves.toEqual([AUTHORS]);
    await expect(tables()).resolves.toEqual(['books', 'library_migrations']);
    await expect(migrationsRun()).resolves.toEqual([BOOKS]);
  });

  it('has nothing to do when none is left', async () => {
    await revertMigration(dataSource);
    await expect(revertMigration(dataSource)).resolves.toEqual([BOOKS]);
    await expect(revertMigration(dataSource)).resolves.toEqual([]);
    await expect(tables()).resolves.toEqual(['library_migrations']);
  });
});

describe('listMigrations', () => {
  it('returns for each whether it was run', async () => {
    await expect(listMigrations(dataSource)).resolves.toEqual([
      { name: BOOKS, ran: true },
      { name: AUTHORS, ran: true },
    ]);
    await revertMigration(dataSource);
    await expect(listMigrations(dataSource)).resolves.toEqual([
      { name: BOOKS, ran: true },
      { name: AUTHORS, ran: false },
    ]);
  });

  it('does so for a new database, and changes nothing there', async () => {
    await revertMigration(dataSource);
    await revertMigration(dataSource);
    await dataSource.query('DROP TABLE library.library_migrations');
    await expect(listMigrations(dataSource)).resolves.toEqual([
      { name: BOOKS, ran: false },
      { name: AUTHORS, ran: false },
    ]);
    await expect(tables()).resolves.toEqual([]);
  });
});
