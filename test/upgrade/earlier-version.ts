import { readFile } from 'node:fs/promises';
import { restore } from '../support/dump.js';
import { execute } from '../support/postgres.js';

export type Context = 'auth' | 'todo';
export type Rows = Record<string, unknown[]>;

/** The tables of version 0.1, and the columns that it wrote. */
export const TABLES: Record<Context, Record<string, string>> = {
  auth: {
    users: 'id, unique_id, email, password_hash, created_at',
    sessions: 'id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at',
    user_events: 'id, event_id, type, user_id, unique_id, created_at',
  },
  todo: {
    to_do_items: 'id, title, status',
    user_connections: 'user_id, to_do_id, role, created_at',
    user_refs: 'user_id, unique_id, deleted_at',
    user_event_cursor: 'id, event_id',
  },
};

/**
 * The existing users of the fixtures, with the password of all tests; a third one has deleted the
 * account.
 */
export const [ALICE, BOB] = ['alice@example.com', 'bob@example.com'];

/** Housekeeping would delete those of the dump, which have expired. */
const RENEW_SESSIONS = `
  UPDATE public.sessions SET last_used_at = now(), expires_at = now() + interval '12 hours'`;

/** A dump of a database of version 0.1. */
export function dumpOf(context: Context): Promise<string> {
  return readFile(new URL(`fixtures/${context}.sql`, import.meta.url), 'utf8');
}

/** Creates the tables and rows of version 0.1, as the role of this URL. Sessions are active. */
export async function fill(url: string, context: Context): Promise<void> {
  await restore(url, await dumpOf(context));
  if (context === 'auth') await execute(url, RENEW_SESSIONS);
}

/** The rows of tables that have moved since then, in their columns of then. */
const MOVED: Record<string, string> = {
  user_events: `
    SELECT id::integer, event_id, type, (data ->> 'userId')::integer AS user_id,
      data ->> 'uniqueId' AS unique_id, created_at FROM events`,
  user_event_cursor: `
    SELECT id::integer, event_id FROM event_cursors WHERE handler = 'auth:user.deleted'`,
};

/** The statement that reads the rows of a table of version 0.1 in a schema. */
export function rowsIn(schema: string, table: string, columns: string): string {
  const moved = schema === 'public' ? undefined : MOVED[table];
  const from = moved
    ? `(${moved.replace('FROM ', `FROM "${schema}".`)}) AS moved`
    : `"${schema}".${table}`;
  return `SELECT ${columns} FROM ${from} ORDER BY 1, 2`;
}

/** All rows of version 0.1 in a schema. */
export async function rowsOf(url: string, context: Context, schema: string): Promise<Rows> {
  const rows: Rows = {};
  for (const [table, columns] of Object.entries(TABLES[context])) {
    rows[table] = (await execute(url, rowsIn(schema, table, columns))).rows;
  }
  return rows;
}
