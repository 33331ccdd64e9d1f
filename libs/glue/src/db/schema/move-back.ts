import type { QueryRunner } from 'typeorm';
import { StartError } from '../../errors/index.js';
import type { MoveNote } from './move-note.js';
import {
  movingMigration,
  type TableLocation,
  type LocatedDataSource,
  quoted,
} from './table-location.js';
import { unpinNames } from './pin-names.js';
import { removePlaceholders } from './placeholders.js';

/**
 * Refuses if a row was written after the tables were moved: an earlier version may not understand
 * it. Call it before anything is changed.
 *
 * @throws StartError
 */
export async function assertNothingWritten(
  queryRunner: QueryRunner,
  { transaction }: MoveNote,
): Promise<void> {
  const { location } = queryRunner.dataSource as LocatedDataSource;
  for (const table of await tablesIn(queryRunner, location)) {
    const written = (await queryRunner.query(
      `SELECT FROM ${quoted(location.schema, table)} WHERE age(xmin) < age($1::xid) LIMIT 1`,
      [transaction],
    )) as unknown[];
    if (written.length === 0) continue;
    throw new StartError(
      `${location.context}: rows of ${table} were written since its tables were moved to the schema ` +
        `${location.schema}, and an earlier version may not understand them. Continue with this version, ` +
        'or restore the backup that was made before.',
    );
  }
}

/** Undoes `moveEarlierTables`. */
export async function moveBack(queryRunner: QueryRunner, note: MoveNote): Promise<void> {
  const { source, isPinned } = note;
  const { location } = queryRunner.dataSource as LocatedDataSource;
  await removePlaceholders(queryRunner, location, source);
  if (isPinned) await unpinNames(queryRunner);
  for (const table of [location.migrationsTable, ...(await tablesIn(queryRunner, location))]) {
    await queryRunner.query(
      `ALTER TABLE ${quoted(location.schema, table)} SET SCHEMA ${quoted(source)}`,
    );
  }
}

async function tablesIn(queryRunner: QueryRunner, { schema }: TableLocation): Promise<string[]> {
  const rows = (await queryRunner.query(
    `SELECT relname::text AS name FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND relname = ANY($2)`,
    [quoted(schema), movingMigration(queryRunner.dataSource)?.moves ?? []],
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}
