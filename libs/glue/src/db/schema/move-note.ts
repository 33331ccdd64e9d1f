import type { QueryRunner } from 'typeorm';
import { type TableLocation, type LocatedDataSource, quoted } from './table-location.js';

/** The record of a move, stored as the comment of the placeholder of the migrations table. */
export interface MoveNote {
  source: string;
  /** Whether `pinNames` has changed a setting of the role. */
  isPinned: boolean;
  transaction: string;
  /** The number of migrations that had been run before. */
  migrations: number;
}

export async function noteMove(
  queryRunner: QueryRunner,
  { schema, migrationsTable }: TableLocation,
  { source, isPinned }: Pick<MoveNote, 'source' | 'isPinned'>,
): Promise<void> {
  const [found] = (await queryRunner.query(
    `SELECT pg_current_xact_id()::xid::text AS transaction, count(*) AS migrations
     FROM ${quoted(schema, migrationsTable)}`,
  )) as [Pick<MoveNote, 'transaction' | 'migrations'>];
  const note = JSON.stringify({ ...found, isPinned });
  await queryRunner.query(`COMMENT ON VIEW ${quoted(source, migrationsTable)} IS '${note}'`);
}

/** Whether a migration ran in the transaction of the move. */
export async function ranWithMove(
  queryRunner: QueryRunner,
  name: string | undefined,
  { transaction }: MoveNote,
): Promise<boolean> {
  const { schema, migrationsTable } = (queryRunner.dataSource as LocatedDataSource).location;
  const found = (await queryRunner.query(
    `SELECT FROM ${quoted(schema, migrationsTable)} WHERE name = $1 AND xmin::text = $2`,
    [name, transaction],
  )) as unknown[];
  return found.length > 0;
}

/** `undefined` if nothing was moved here. */
export async function readMove(
  queryRunner: QueryRunner,
  { migrationsTable }: TableLocation,
): Promise<MoveNote | undefined> {
  const [found] = (await queryRunner.query(
    `SELECT n.nspname::text AS source, obj_description(c.oid, 'pg_class') AS note
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND c.relkind = 'v' AND obj_description(c.oid, 'pg_class') LIKE '{%'`,
    [migrationsTable],
  )) as { source: string; note: string }[];
  return found && { source: found.source, ...(JSON.parse(found.note) as Omit<MoveNote, 'source'>) };
}
