import type { QueryRunner } from 'typeorm';
import { StartError } from '../../errors/index.js';
import { TABLES_OF_MOVES } from '../move/move-row.js';
import { moveEarlierTables } from './move-tables.js';
import { type TableLocation, type LocatedDataSource, quoted } from './table-location.js';

interface SchemaState {
  role: string;
  database: string;
  encoding: string;
  exists: boolean;
  /** Whether the migrations of the context were run in it. */
  isOurs: boolean;
  /** Tables in it, up to a limit. */
  tables: string[] | null;
  mayUse: boolean;
  mayCreate: boolean;
}

const LOOK = `
  SELECT current_user AS role, current_database() AS database,
    getdatabaseencoding() AS encoding, n.oid IS NOT NULL AS exists,
    EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = $2) AS "isOurs",
    ARRAY(
      SELECT relname::text FROM pg_class
      WHERE relnamespace = n.oid AND relkind IN ('r', 'p', 'v', 'm', 'f')
        AND relname <> ALL($3) ORDER BY 1 LIMIT 3
    ) AS tables,
    coalesce(
      has_schema_privilege(n.oid, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE'), false
    ) AS "mayUse",
    has_database_privilege(current_database(), 'CREATE') AS "mayCreate"
  FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = $1`;

/**
 * Makes sure that a context has its schema, and in it the tables of an earlier version. Does
 * nothing once the migrations of the context were run there.
 *
 * @returns whether existing connections must be ended afterwards
 * @throws StartError with the obstacle, and the statement that removes it
 */
export async function prepareSchema(queryRunner: QueryRunner): Promise<boolean> {
  const { location } = queryRunner.dataSource as LocatedDataSource;
  const [found] = (await queryRunner.query(LOOK, [
    location.schema,
    location.migrationsTable,
    TABLES_OF_MOVES,
  ])) as [SchemaState];
  assertEncoding(location, found);
  if (found.isOurs) return false;
  assertUsable(location, found);
  if (!found.exists) await queryRunner.query(`CREATE SCHEMA ${quoted(location.schema)}`);
  return moveEarlierTables(queryRunner);
}

/** Other encodings lack some letters, or count bytes where columns limit letters. */
function assertEncoding({ urlVariable }: TableLocation, { database, encoding }: SchemaState): void {
  if (encoding === 'UTF8') return;
  throw new StartError(
    `${urlVariable}: the encoding of the database ${database} is ${encoding}, which cannot store all ` +
      'texts. Let an administrator create a database in UTF8, move the data of this one by pg_dump, ' +
      `and set ${urlVariable} to it:\n` +
      "  CREATE DATABASE <name> ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;",
  );
}

function assertUsable(location: TableLocation, found: SchemaState): void {
  const { schemaVariable, schema, context } = location;
  const grant = `GRANT USAGE, CREATE ON SCHEMA ${quoted(schema)} TO ${quoted(found.role)};`;
  const by = `Let an administrator run this in the database ${found.database}, and start again:\n  `;
  if (found.tables?.length) {
    throw new StartError(
      `${schemaVariable}: the schema ${schema} has tables that are not of ${context} ` +
        `(${found.tables.join(', ')}). Set ${schemaVariable} to the name of another schema.`,
    );
  }
  if (found.exists && !found.mayUse) {
    throw new StartError(
      `${schemaVariable}: ${found.role} may not create tables in the schema ${schema}. ${by}${grant}`,
    );
  }
  if (!found.exists && !found.mayCreate) {
    throw new StartError(
      `${schemaVariable}: there is no schema ${schema}, and ${found.role} may not create one. ` +
        `${by}CREATE SCHEMA ${quoted(schema)}; ${grant}`,
    );
  }
}
