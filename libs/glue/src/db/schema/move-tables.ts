import { Logger } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { earlierSchema } from './earlier-schema.js';
import { noteMove } from './move-note.js';
import {
  movingMigration,
  type TableLocation,
  type LocatedDataSource,
  quoted,
} from './table-location.js';
import { leavePlaceholders, type Relation } from './placeholders.js';
import { pinNames } from './pin-names.js';

const TABLES = `
  SELECT c.relname::text AS name, greatest(c.reltuples, 0)::bigint AS rows, (
      SELECT string_agg(
        format('NULL::%s AS %I', format_type(atttypid, atttypmod), attname), ', ' ORDER BY attnum
      )
      FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    ) AS nulls
  FROM pg_class c
  WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname = ANY($2)
  ORDER BY c.relname`;

const SEQUENCES = `
  SELECT s.relname::text AS name, 'NULL::bigint AS last_value, NULL::boolean AS is_called' AS nulls
  FROM pg_class s
  JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
  JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
  WHERE s.relkind = 'S' AND t.relnamespace = $1::regnamespace AND t.relname = ANY($2)`;

type Table = Relation & { rows: number };

/**
 * Moves the tables of a version without schemas, if there are any, with all that belongs to them,
 * and leaves placeholders in their place. Reads and writes no row.
 *
 * @returns whether existing connections must be ended afterwards
 */
export async function moveEarlierTables(queryRunner: QueryRunner): Promise<boolean> {
  const { location } = queryRunner.dataSource as LocatedDataSource;
  const moving = movingMigration(queryRunner.dataSource);
  const source = moving && (await earlierSchema(queryRunner));
  if (!source) return false;
  const names = [location.migrationsTable, ...moving.moves];
  const values = [quoted(source), names];
  const tables = (await queryRunner.query(TABLES, values)) as Table[];
  await lock(queryRunner, source, tables);
  const sequences = (await queryRunner.query(SEQUENCES, values)) as Relation[];
  new Logger('Migrations').log(moveLine(location, source, tables));
  for (const { name } of tables) {
    await queryRunner.query(
      `ALTER TABLE ${quoted(source, name)} SET SCHEMA ${quoted(location.schema)}`,
    );
  }
  await leavePlaceholders(queryRunner, location, source, [...tables, ...sequences]);
  const isPinned = await pinNames(queryRunner, location, source);
  await noteMove(queryRunner, location, { source, isPinned });
  return isPinned;
}

/** All at once, before any change, so that a wait for one of them wastes no work. */
async function lock(queryRunner: QueryRunner, source: string, tables: Table[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(source, name));
  await queryRunner.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
}

function moveLine(
  { migrationsTable, schema }: TableLocation,
  source: string,
  tables: Table[],
): string {
  const list = tables.map(({ name, rows }) => `${name} (about ${rows} rows)`).join(', ');
  return (
    `${migrationsTable}: moving the tables of an earlier version from ${source} to ${schema}, and making ` +
    `their ids bigint, which rewrites them: ${list}. An earlier version that still runs ` +
    'answers 503 from now on.'
  );
}
