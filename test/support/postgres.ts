import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database that only one test uses. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Creates an empty database on the PostgreSQL that `TEST_DATABASE_URL` names.
 *
 * @throws Error without that variable: a test that needs PostgreSQL must not pass without one.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `seam_test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return url;
  throw new Error(
    'TEST_DATABASE_URL is not set: give the URL of a PostgreSQL whose user may create databases',
  );
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
