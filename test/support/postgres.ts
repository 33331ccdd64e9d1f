import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { sqlName } from '#glue/db';

/** A database that only one test uses. */
export interface TestDatabase {
  url: string;
  /** Creates a role with a separate schema, and no other privilege; resolves to its URL. */
  createRole(context: string): Promise<string>;
  /** Creates a role without privileges; resolves to its URL. */
  createBareRole(context: string): Promise<string>;
  /** Removes the database, and the roles made for it. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database.
 *
 * @param server a PostgreSQL whose user may create databases; the one that `TEST_DATABASE_URL` names
 * @param options of `CREATE DATABASE`
 * @throws Error without that variable: a test that needs PostgreSQL must not pass without one.
 */
export async function createDatabase(server = serverUrl(), options = ''): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const roles: string[] = [];
  await execute(server, `CREATE DATABASE ${name} ${options}`);
  const createBareRole = async (context: string) => {
    const [role, password] = [`${name}_${sqlName(context)}`, randomBytes(12).toString('hex')];
    await execute(server, `CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    roles.push(role);
    return Object.assign(new URL(url), { username: role, password }).href;
  };
  return {
    url: url.href,
    createBareRole,
    createRole: async (context) => {
      const role = await createBareRole(context);
      const { username } = new URL(role);
      await execute(url.href, `CREATE SCHEMA ${sqlName(context)} AUTHORIZATION ${username}`);
      return role;
    },
    drop: async () => {
      await execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      for (const role of roles) await execute(server, `DROP ROLE ${role}`);
    },
  };
}

/** Runs one statement on a separate connection. */
export async function execute(
  url: string,
  statement: string,
  values?: unknown[],
): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.setTypeParser(pg.types.builtins.INT8, Number);
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return url;
  throw new Error(
    'TEST_DATABASE_URL is not set: give the URL of a PostgreSQL whose user may create databases',
  );
}
