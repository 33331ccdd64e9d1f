import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** Half of the advisory lock's key; the other half tells contexts apart. Arbitrary, but fixed. */
const LOCK_NAMESPACE = 0x5ea3;

/**
 * Brings the schema of a context up to date: all pending migrations in one
 * transaction, under an advisory lock, so that processes which start together
 * take turns and a failed migration leaves nothing behind.
 */
export function runMigrations(dataSource: DataSource): Promise<unknown> {
  return migrate(dataSource, (executor) => executor.executePendingMigrations());
}

/** Takes back the newest migration that was run, if any, under the same lock. */
export function revertMigration(dataSource: DataSource): Promise<unknown> {
  return migrate(dataSource, (executor) => executor.undoLastMigration());
}

async function migrate(
  dataSource: DataSource,
  work: (executor: MigrationExecutor) => Promise<unknown>,
): Promise<unknown> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    await queryRunner.startTransaction();
    await lockMigrations(queryRunner, dataSource);
    const executor = new MigrationExecutor(dataSource, queryRunner);
    executor.transaction = 'all';
    const result = await work(executor);
    await queryRunner.commitTransaction();
    return result;
  } catch (error) {
    if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction();
    throw error;
  } finally {
    await queryRunner.release();
  }
}

/** A migration may take longer than a request's statement may, and so may waiting for another's. */
async function lockMigrations(queryRunner: QueryRunner, { options }: DataSource): Promise<void> {
  await queryRunner.query('SET LOCAL statement_timeout = 0');
  await queryRunner.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    LOCK_NAMESPACE,
    options.migrationsTableName,
  ]);
}
