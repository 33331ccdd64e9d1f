import { quoted, sqlName, TABLES_OF_MOVES } from '#glue/db';
import { MoveError } from '../move-error.js';
import { hasTable, inSchema, type Place } from './place.js';

export interface Column {
  name: string;
  type: string;
  isGenerated: boolean;
}

export interface Table {
  name: string;
  columns: Column[];
  /** The columns of the primary key, in its order. */
  key: string[];
}

interface Relation extends Table {
  kind: string;
  owner: string;
  role: string;
}

const RELATIONS = `
  SELECT c.relname::text AS name, c.relkind::text AS kind, pg_get_userbyid(c.relowner)::text AS owner,
    current_user::text AS role,
    (SELECT coalesce(json_agg(json_build_object('name', a.attname,
        'type', format_type(a.atttypid, a.atttypmod), 'isGenerated', a.attgenerated <> '')
        ORDER BY a.attnum), '[]')
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    ARRAY(
      SELECT a.attname::text FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (num, position)
      JOIN pg_attribute a ON a.attnum = k.num
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.position
    ) AS key
  FROM pg_class c
  WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p', 'f', 'm')
    AND c.relname <> ALL($2)
  ORDER BY c.relname`;

const SEQUENCES = `
  SELECT s.relname::text AS name FROM pg_class s
  WHERE s.relnamespace = to_regnamespace($1) AND s.relkind = 'S' AND NOT EXISTS (
    SELECT FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
    WHERE d.classid = 'pg_class'::regclass AND d.objid = s.oid AND t.relname = ANY($2)
  )
  ORDER BY s.relname`;

/** The tables of the context, by name, without that of its migrations. */
export async function tablesOf(place: Place): Promise<Table[]> {
  const { session, schema, name } = place;
  const found = await session.query<Relation>(RELATIONS, [quoted(schema), notCopied(place)]);
  for (const each of found) assertMovable(each, name);
  return found.map(({ name: table, columns, key }) => ({ name: table, columns, key }));
}

export async function sequencesOf(place: Place): Promise<string[]> {
  const values = [quoted(place.schema), notCopied(place)];
  const found = await place.session.query<{ name: string }>(SEQUENCES, values);
  return found.map(({ name }) => name);
}

/** The names of tables, and that of the migrations: a migration writes too. */
export function writtenTables({ context }: Place, tables: readonly Table[]): string[] {
  return [...tables.map(({ name }) => name), migrationsTable(context)];
}

/** Migrations run at both addresses, which records them there. */
function notCopied({ context }: Place): string[] {
  return [...TABLES_OF_MOVES, migrationsTable(context)];
}

export function migrationsTable(context: string): string {
  return `${sqlName(context)}_migrations`;
}

/** The names of the migrations that ran; none without their table. */
export async function migrationsOf(place: Place): Promise<string[]> {
  const table = migrationsTable(place.context);
  if (!(await hasTable(place, table))) return [];
  const rows = await place.session.query<{ name: string }>(
    `SELECT name FROM ${inSchema(place, table)} ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** A member of the role that owns them would create tables that the processes may not use. */
function assertMovable({ name, kind, key, owner, role }: Relation, place: string): void {
  if (kind !== 'r') {
    throw new MoveError(
      `${place}: ${name} is no plain table, and cannot be moved. Move its rows to one first.`,
    );
  }
  if (key.length === 0) {
    throw new MoveError(`${place}: the table ${name} has no primary key. Add one in a migration.`);
  }
  if (owner !== role) {
    throw new MoveError(
      `${place}: the table ${name} belongs to the role ${owner}, not to ${role}. Give the address with the user ${owner}.`,
    );
  }
}
