import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { NotReadyError } from '../health/index.js';
import { checkDatabase } from './database-readiness.js';

class Books1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE books (title text)');
  }

  async down(): Promise<void> {}
}

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDataSource('library', [Books1000000000001]);
});
afterAll(() => database.close());

const check = () => checkDatabase(database.dataSource);

describe('checkDatabase', () => {
  it('passes on a writable database with the newest migration', async () => {
    await expect(check()).resolves.toBeUndefined();
  });

  it('reports read_only for a database that accepts no writes', async () => {
    // The idle connection is the one that is used next.
    await database.dataSource.query('SET default_transaction_read_only = on');
    await expect(check()).rejects.toThrow(new NotReadyError('read_only'));
    await database.dataSource.query('SET default_transaction_read_only = off');
    await expect(check()).resolves.toBeUndefined();
  });

  it('fails while the newest migration is missing', async () => {
    await database.dataSource.query('DELETE FROM library.library_migrations');
    const failure = await check().catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'migration Books1000000000001 is missing' });
    expect(failure).not.toBeInstanceOf(NotReadyError);
  });
});
