// Makes, or reads, a data folder as version 0.1 did: PGlite with its default sizes, and the migrations
// that there were. A program of its own, as PGlite wants no jest around it.
//   node folder-of-0.1.mjs make <data folder>    the folder holds two databases that are empty
//   node folder-of-0.1.mjs read <data folder>    prints all rows of the tables of 0.1 as JSON
import { join } from 'node:path';
import { hashSync } from '@node-rs/argon2';
import { PGlite } from '@electric-sql/pglite';

const [what, dataDir] = process.argv.slice(2);
const MIGRATIONS = new URL('../../dist/migrations/', import.meta.url);
const USERS = 3;
const ITEMS = 200;

const CONTEXTS = {
  auth: {
    migrations: ['1764000000000-users-and-sessions', '1795534622533-user-events'],
    tables: {
      users: 'id, unique_id, email, password_hash, created_at',
      sessions: 'id, user_id, created_at, expires_at',
      user_events: 'id, event_id, type, user_id, unique_id, created_at',
    },
    fill: `
      INSERT INTO users (unique_id, email, password_hash)
        SELECT 'user-' || n, 'user-' || n || '@example.com', '${hashSync('password')}'
        FROM generate_series(1, ${USERS}) n;
      INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
        SELECT 'session-' || id, id, now(), now(), now() + interval '12 h' FROM users;
      INSERT INTO user_events (event_id, type, user_id, unique_id)
        VALUES (gen_random_uuid(), 'user.deleted', 99, 'user-99');`,
  },
  todo: {
    migrations: ['1764000000000-items-and-connections', '1795534622621-user-refs-and-cursor'],
    tables: {
      to_do_items: 'id, title, status',
      user_connections: 'user_id, to_do_id, role, created_at',
      user_refs: 'user_id, unique_id',
    },
    fill: `
      INSERT INTO user_refs (user_id, unique_id)
        SELECT n, 'user-' || n FROM generate_series(1, ${USERS}) n;
      INSERT INTO to_do_items (title, status)
        SELECT 'item ' || n, CASE n % 2 WHEN 0 THEN 'DONE' ELSE 'PENDING' END
        FROM generate_series(1, ${ITEMS}) n;
      INSERT INTO user_connections (user_id, to_do_id, role)
        SELECT 1 + id % ${USERS}, id, 'owner' FROM to_do_items;`,
  },
};

async function make(db, context, { migrations, fill }) {
  const noted = `${context}_migrations`;
  await db.exec(
    `CREATE TABLE ${noted} (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL)`,
  );
  for (const file of migrations) {
    const [[name, Migration]] = Object.entries(
      await import(new URL(`${context}/${file}.js`, MIGRATIONS)),
    );
    await new Migration().up({ query: (text) => db.query(text) });
    const note = `INSERT INTO ${noted} ("timestamp", name) VALUES ($1, $2)`;
    await db.query(note, [file.split('-')[0], name]);
  }
  await db.exec(fill);
}

async function read(db, { tables }) {
  const rows = {};
  for (const [table, columns] of Object.entries(tables)) {
    rows[table] = (await db.query(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`)).rows;
  }
  return rows;
}

const all = {};
for (const [context, parts] of Object.entries(CONTEXTS)) {
  const db = await PGlite.create({ dataDir: join(dataDir, context) });
  if (what === 'make') await make(db, context, parts);
  Object.assign(all, await read(db, parts));
  await db.close();
}
process.stdout.write(JSON.stringify(all), () => process.exit(0));
