import { Logger } from '@nestjs/common';
import type { DataSource, MigrationExecutor } from 'typeorm';
import { underMigrationLock } from './migration-lock.js';
import { executedMigrations } from './schema/earlier-schema.js';
import { assertNothingWritten, moveBack } from './schema/move-back.js';
import { ranWithMove, readMove } from './schema/move-note.js';
import { endEarlierConnections } from './schema/pin-names.js';
import type { LocatedDataSource } from './schema/table-location.js';
import { prepareSchema } from './schema/prepare-schema.js';

/**
 * Brings the schema of a context up to date: creates it, moves the tables of an earlier version
 * into it, and runs all pending migrations, in one transaction, under an advisory lock, so that
 * processes take turns and a failed migration leaves nothing behind. Warns of a schema that a newer
 * version has written.
 *
 * @returns the names of those that were run
 */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  let isPinned = false;
  const names = await underMigrationLock(dataSource, async (executor, queryRunner) => {
    isPinned = await prepareSchema(queryRunner);
    const ran = await executor.executePendingMigrations();
    await warnOfNewerSchema(dataSource, executor);
    return ran.map(({ name }) => name);
  });
  if (isPinned) await endEarlierConnections(dataSource);
  return names;
}

/**
 * Reverts the newest migration, under the same lock. If tables of an earlier version were moved for
 * it, reverts all that ran with it, and the move.
 *
 * @returns the names, newest first
 * @throws StartError if rows were written since the move
 */
export function revertMigration(dataSource: DataSource): Promise<string[]> {
  return underMigrationLock(dataSource, async (executor, queryRunner) => {
    const executed = await executor.getExecutedMigrations();
    const names = executed.map(({ name }) => name);
    const move = await readMove(queryRunner, (dataSource as LocatedDataSource).location);
    if (!move || !(await ranWithMove(queryRunner, names[0], move))) {
      await executor.undoLastMigration();
      return names.slice(0, 1);
    }
    await assertNothingWritten(queryRunner, move);
    const reverted = names.slice(0, names.length - move.migrations);
    for (let i = 0; i < reverted.length; i++) await executor.undoLastMigration();
    await moveBack(queryRunner, move);
    return reverted;
  });
}

/** All migrations of a context, oldest first, and whether each has been run. Changes nothing. */
export function listMigrations(dataSource: DataSource): Promise<{ name: string; ran: boolean }[]> {
  return underMigrationLock(dataSource, async (_executor, queryRunner) => {
    const ran = new Set(await executedMigrations(queryRunner));
    return migrationNames(dataSource).map((name) => ({ name, ran: ran.has(name) }));
  });
}

/** The names of all migrations of a context, as TypeORM records them, oldest first. */
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
      `(${newer.join(', ')}). This version continues with them; update it too.`,
  );
}

/** A migration's name ends in the time of its creation in milliseconds. */
function byTimestamp(a: string, b: string): number {
  return a.slice(-13).localeCompare(b.slice(-13));
}
