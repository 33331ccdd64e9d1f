import { Logger } from '@nestjs/common';
import type { DataSource, MigrationExecutor } from 'typeorm';
import { underMigrationLock } from './migration-lock.js';

/**
 * Brings the schema of a context up to date: all pending migrations in one
 * transaction, under an advisory lock, so that processes which start together
 * take turns and a failed migration leaves nothing behind. Warns of a schema that
 * a newer version has written.
 *
 * @returns the names of those that were run
 */
export function runMigrations(dataSource: DataSource): Promise<string[]> {
  return underMigrationLock(dataSource, async (executor) => {
    const ran = await executor.executePendingMigrations();
    await warnOfNewerSchema(dataSource, executor);
    return ran.map(({ name }) => name);
  });
}

/**
 * Takes back the newest migration that was run, under the same lock.
 *
 * @returns its name, or `undefined` if there was none
 */
export function revertMigration(dataSource: DataSource): Promise<string | undefined> {
  return underMigrationLock(dataSource, async (executor) => {
    const [newest] = await executor.getExecutedMigrations();
    await executor.undoLastMigration();
    return newest?.name;
  });
}

/** All migrations of a context, oldest first, and whether each has been run. */
export function listMigrations(dataSource: DataSource): Promise<{ name: string; ran: boolean }[]> {
  return underMigrationLock(dataSource, async (executor) => {
    const ran = new Set((await executor.getExecutedMigrations()).map(({ name }) => name));
    return migrationNames(dataSource).map((name) => ({ name, ran: ran.has(name) }));
  });
}

/** The names of all migrations of a context, as TypeORM notes them, oldest first. */
export function migrationNames({ migrations }: DataSource): string[] {
  return migrations.map(({ name, constructor }) => name ?? constructor.name).sort(byTimestamp);
}

async function warnOfNewerSchema(
  dataSource: DataSource,
  executor: MigrationExecutor,
): Promise<void> {
  const known = new Set(migrationNames(dataSource));
  const names = (await executor.getExecutedMigrations()).map(({ name }) => name);
  const newer = names.filter((name) => !known.has(name));
  if (newer.length === 0) return;
  new Logger('Migrations').warn(
    `${dataSource.options.migrationsTableName}: a newer version has changed the tables ` +
      `(${newer.join(', ')}). This one goes on with them; update it too.`,
  );
}

/** A migration's name ends in the milliseconds at which it was made. */
function byTimestamp(a: string, b: string): number {
  return a.slice(-13).localeCompare(b.slice(-13));
}
