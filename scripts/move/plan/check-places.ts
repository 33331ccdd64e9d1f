import { MoveError } from '../move-error.js';
import { migrationsOf, tablesOf } from '../place/catalog.js';
import type { Place } from '../place/place.js';
import { checkTarget } from './check-target.js';
import type { Step } from './plan-move.js';

const OLDEST_VERSION = 130_000;
/** Those of the mover, and one to spare. */
const OWN_CONNECTIONS = 3;

interface Server {
  version: number;
  encoding: string;
  isReadOnly: boolean;
  hasSchema: boolean;
  mayUse: boolean;
  mayCreate: boolean;
  role: string;
  /** The user of the address. */
  login: string;
  used: number;
  limit: number;
  /** Connections of the processes of the context. */
  ofContext: number;
}

const SERVER = `
  SELECT current_setting('server_version_num')::integer AS version, getdatabaseencoding() AS encoding,
    current_setting('transaction_read_only') = 'on' AS "isReadOnly", n.oid IS NOT NULL AS "hasSchema",
    coalesce(has_schema_privilege(n.oid, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE'), false) AS "mayUse",
    has_database_privilege(current_database(), 'CREATE') AS "mayCreate", current_user::text AS role,
    session_user::text AS login,
    (SELECT count(*)::integer FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
    current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer AS limit,
    (SELECT count(*)::integer FROM pg_stat_activity WHERE application_name LIKE '%-' || $2) AS "ofContext"
  FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = $1`;

/**
 * Checks both addresses before anything is changed.
 *
 * @throws MoveError for the first obstacle
 */
export async function checkPlaces(source: Place, target: Place, step: Step, migrations: string[]) {
  const [from, to] = [await serverOf(source), await serverOf(target)];
  assertServer(source, from);
  assertServer(target, to);
  assertRights(target, to);
  await assertSource(source, migrations);
  await checkTarget(target, to.login, step);
  if (to.used + from.ofContext + OWN_CONNECTIONS > to.limit) {
    throw new MoveError(
      `${target.name}: too few connections: ${to.used} of ${to.limit} are in use, and the processes of ` +
        `${source.context} have ${from.ofContext}. Raise max_connections there, or lower the pools.`,
    );
  }
}

async function serverOf({ session, schema, context }: Place): Promise<Server> {
  const [found] = await session.query<Server>(SERVER, [schema, context]);
  return found!;
}

function assertServer({ name }: Place, { version, encoding, isReadOnly }: Server): void {
  if (version < OLDEST_VERSION) {
    throw new MoveError(
      `${name}: PostgreSQL ${Math.floor(version / 10_000)} is too old. Move to or from 13 or later.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new MoveError(
      `${name}: the encoding is ${encoding}. Create the database with ENCODING 'UTF8'.`,
    );
  }
  if (isReadOnly) {
    throw new MoveError(
      `${name}: accepts no writes. Give the address of the primary, not of a standby.`,
    );
  }
}

function assertRights(
  { name, schema }: Place,
  { hasSchema, mayUse, mayCreate, role }: Server,
): void {
  if (hasSchema ? mayUse : mayCreate) return;
  const cure = hasSchema
    ? `GRANT USAGE, CREATE ON SCHEMA "${schema}" TO "${role}";`
    : `CREATE SCHEMA "${schema}" AUTHORIZATION "${role}";`;
  throw new MoveError(
    `${name}: ${role} may not create tables in the schema ${schema}. Let an administrator run: ${cure}`,
  );
}

async function assertSource(source: Place, migrations: string[]): Promise<void> {
  const tables = await tablesOf(source);
  const ran = await migrationsOf(source);
  if (tables.length === 0 || ran.length === 0) {
    throw new MoveError(`${source.name}: has no tables of ${source.context}. Check the address.`);
  }
  const missing = migrations.filter((name) => !ran.includes(name));
  const unknown = ran.filter((name) => !migrations.includes(name));
  if (missing.length > 0) {
    throw new MoveError(
      `${source.name}: the migration ${missing[0]} has not run. Start this version, or run npm run migration:run, first.`,
    );
  }
  if (unknown.length > 0) {
    throw new MoveError(
      `${source.name}: a newer version has run ${unknown[0]}. Run the move of that version.`,
    );
  }
}
