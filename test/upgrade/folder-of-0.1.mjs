// Creates or reads a data folder like version 0.1: PGlite with its default sizes, and the rows of 0.1.
// A separate program, because PGlite does not work inside jest.
//   node folder-of-0.1.mjs make <data folder>    the folder contains two empty databases
//   node folder-of-0.1.mjs read <data folder>    prints all rows of the tables of 0.1 as JSON
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const [what, dataDir] = process.argv.slice(2);
const FIXTURES = new URL('fixtures/', import.meta.url);

const TABLES = {
  auth: {
    users: 'id, unique_id, email, password_hash, created_at',
    sessions: 'id, user_id, created_at, expires_at',
    user_events: 'id, event_id, type, user_id, unique_id, created_at',
  },
  todo: {
    to_do_items: 'id, title, status',
    user_connections: 'user_id, to_do_id, role, created_at',
    user_refs: 'user_id, unique_id, deleted_at',
    user_event_cursor: 'id, event_id',
  },
};

async function read(db, schema, tables) {
  const rows = {};
  for (const [table, columns] of Object.entries(tables)) {
    rows[table] = (await db.query(`SELECT ${columns} FROM ${schema}.${table} ORDER BY 1, 2`)).rows;
  }
  return rows;
}

const all = {};
for (const [context, tables] of Object.entries(TABLES)) {
  const db = await PGlite.create({ dataDir: join(dataDir, context) });
  if (what === 'make') await db.exec(await readFile(new URL(`${context}.sql`, FIXTURES), 'utf8'));
  Object.assign(all, await read(db, what === 'make' ? 'public' : context, tables));
  await db.close();
}
process.stdout.write(JSON.stringify(all), () => process.exit(0));
