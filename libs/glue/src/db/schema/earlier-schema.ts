import type { QueryRunner } from 'typeorm';
import { type LocatedDataSource, quoted } from './table-location.js';

/**
 * The schema in which a version without schemas stores the tables of this context: the one in the
 * search path where its first migration ran.
 */
export async function earlierSchema(queryRunner: QueryRunner): Promise<string | undefined> {
  const { location, migrations } = queryRunner.dataSource as LocatedDataSource;
  const [found] = (await queryRunner.query(
    `SELECT n.nspname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY(current_schemas(false)) AND n.nspname <> $2
       AND c.relname = $1 AND c.relkind = 'r'`,
    [location.migrationsTable, location.schema],
  )) as { name: string }[];
  if (!found) return undefined;
  const ran = await migrationsIn(queryRunner, found.name);
  return ran.includes(migrations[0]!.constructor.name) ? found.name : undefined;
}

/** The names of the migrations that ran, also before the tables were moved. Changes nothing. */
export async function executedMigrations(queryRunner: QueryRunner): Promise<string[]> {
  const { location } = queryRunner.dataSource as LocatedDataSource;
  const moved = (await queryRunner.query(
    `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2`,
    [location.schema, location.migrationsTable],
  )) as unknown[];
  const schema = moved.length > 0 ? location.schema : await earlierSchema(queryRunner);
  return schema === undefined ? [] : migrationsIn(queryRunner, schema);
}

async function migrationsIn(queryRunner: QueryRunner, schema: string): Promise<string[]> {
  const { migrationsTable } = (queryRunner.dataSource as LocatedDataSource).location;
  const rows = (await queryRunner.query(`SELECT name FROM ${quoted(schema, migrationsTable)}`)) as {
    name: string;
  }[];
  return rows.map(({ name }) => name);
}
