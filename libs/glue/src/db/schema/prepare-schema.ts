import type { QueryRunner } from 'typeorm';
import { StartError } from '../../errors/index.js';
import { moveEarlierTables } from './move-tables.js';
import { type Place, type Placed, quoted } from './place.js';

/** What PostgreSQL says of the schema of a context, and of what this role may do. */
interface SchemaState {
  role: string;
  database: string;
  encoding: string;
  exists: boolean;
  /** Whether the migrations of the context were run in it. */
  isOurs: boolean;
  /** Tables in it, some at the most. */
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
      WHERE relnamespace = n.oid AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1 LIMIT 3
    ) AS tables,
    coalesce(
      has_schema_privilege(n.oid, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE'), false
    ) AS "mayUse",
    has_database_privilege(current_database(), 'CREATE') AS "mayCreate"
  FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = $1`;

/**
 * Sees to it that a context has its schema, and in it the tables that an earlier version kept
 * elsewhere. Does nothing once the migrations of the context were run there.
 *
 * @returns whether connections that were made before have to be ended afterwards
 * @throws StartError that says what is in the way, and the statement that helps
 */
export async function prepareSchema(queryRunner: QueryRunner): Promise<boolean> {
  const { place } = queryRunner.dataSource as Placed;
  const [found] = (await queryRunner.query(LOOK, [place.schema, place.noted])) as [SchemaState];
  assertEncoding(place, found);
  if (found.isOurs) return false;
  assertUsable(place, found);
  if (!found.exists) await queryRunner.query(`CREATE SCHEMA ${quoted(place.schema)}`);
  return moveEarlierTables(queryRunner);
}

/** Others have no form of some letters, or count bytes where columns say how many letters they take. */
function assertEncoding({ urlVariable }: Place, { database, encoding }: SchemaState): void {
  if (encoding === 'UTF8') return;
  throw new StartError(
    `${urlVariable}: the encoding of the database ${database} is ${encoding}, which cannot keep all ` +
      'texts. Let an administrator make a database in UTF8, move what is in this one by pg_dump, ' +
      `and set ${urlVariable} to it:\n` +
      "  CREATE DATABASE seam ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;",
  );
}

function assertUsable(place: Place, found: SchemaState): void {
  const { schemaVariable, schema, context } = place;
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
      `${schemaVariable}: ${found.role} may not make tables in the schema ${schema}. ${by}${grant}`,
    );
  }
  if (!found.exists && !found.mayCreate) {
    throw new StartError(
      `${schemaVariable}: there is no schema ${schema}, and ${found.role} may not make one. ` +
        `${by}CREATE SCHEMA ${quoted(schema)}; ${grant}`,
    );
  }
}
