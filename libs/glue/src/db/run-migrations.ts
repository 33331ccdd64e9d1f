import { type DataSource, MigrationExecutor } from 'typeorm';
import { lockUntilCommit } from './lock-until-commit.js';
import { withoutTimeLimits } from './time-limits.js';

/**
 * Brings the schema of a context up to date: all pending migrations in one
 * transaction, under an advisory lock, so that processes which start together
 * take turns and a failed migration leaves nothing behind.
 *
 * @returns the names of those that were run
 */
export function runMigrations(dataSource: DataSource): Promise<string[]> {
  return underLock(dataSource, async (executor) => {
    const ran = await executor.executePendingMigrations();
    return ran.map(({ name }) => name);
  });
}

/**
 * Takes back the newest migration that was run, under the same lock.
 *
 * @returns its name, or `undefined` if there was none
 */
export function revertMigration(dataSource: DataSource): Promise<string | undefined> {
  return underLock(dataSource, async (executor) => {
    const [newest] = await executor.getExecutedMigrations();
    await executor.undoLastMigration();
    return newest?.name;
  });
}

/** All migrations of a context, oldest first, and whether each has been run. */
export function listMigrations(dataSource: DataSource): Promise<{ name: string; ran: boolean }[]> {
  return underLock(dataSource, async (executor) => {
    const ran = new Set((await executor.getExecutedMigrations()).map(({ name }) => name));
    return migrationNames(dataSource).map((name) => ({ name, ran: ran.has(name) }));
  });
}

/** The names of all migrations of a context, as TypeORM notes them, oldest first. */
export function migrationNames({ migrations }: DataSource): string[] {
  return migrations.map(({ name, constructor }) => name ?? constructor.name).sort(byTimestamp);
}

async function underLock<T>(
  dataSource: DataSource,
  work: (executor: MigrationExecutor) => Promise<T>,
): Promise<T> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    await queryRunner.startTransaction();
    // A migration may take longer than a request's statement may, and so may waiting for another's.
    return await withoutTimeLimits(queryRunner, async () => {
      await lockUntilCommit(queryRunner, `${dataSource.options.migrationsTableName}`);
      const executor = new MigrationExecutor(dataSource, queryRunner);
      executor.transaction = 'all';
      const result = await work(executor);
      await queryRunner.commitTransaction();
      return result;
    });
  } catch (error) {
    if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction();
    throw error;
  } finally {
    await queryRunner.release();
  }
}

/** A migration's name ends in the milliseconds at which it was made. */
function byTimestamp(a: string, b: string): number {
  return a.slice(-13).localeCompare(b.slice(-13));
}
