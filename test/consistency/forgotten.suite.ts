import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Person } from '../support/person.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

const run = promisify(execFile);

/** The rows of all tables of all schemas, on the databases that a program opens as `each`. */
const ALL_ROWS = `
  const tables = await each("SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name "
    + "FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
    + "AND table_schema NOT IN ('pg_catalog', 'information_schema')");
  for (const { name } of tables) {
    for (const { row } of await each('SELECT t::text AS row FROM ' + name + ' t')) console.log(name, row);
  }
`;
/** Opens a database that is not in use: PGlite does not work inside jest. */
const EMBEDDED = `
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create({ dataDir: process.argv[1] });
  const each = async (sql) => (await db.query(sql)).rows;
  if (process.argv[2]) await db.exec(process.argv[2]);
  ${ALL_ROWS}
  await db.close();
`;
const SERVER = `
  const { default: pg } = await import('pg');
  const db = new pg.Client({ connectionString: process.argv[1] });
  await db.connect();
  const each = async (sql) => (await db.query(sql)).rows;
  if (process.argv[2]) await db.query(process.argv[2]);
  ${ALL_ROWS}
  await db.end();
`;

/** Runs SQL in a database, and resolves to all rows that are there then. */
async function rowsOf(program: string, place: string, sql = ''): Promise<string> {
  const args = ['--input-type=module', '-e', program, place, sql];
  return (await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/**
 * A command about a person that auth was sent, of which the email is stored in two ways, and one that
 * auth could not send.
 */
const commandAbout = (email: string) => `
  INSERT INTO auth.outbox (key, contract, call, body, subject, expires_at, parked_at)
  SELECT gen_random_uuid(), 'mail', 'send', json_build_object('input', json_build_object('to', email)),
    'user:' || id, now() + interval '1 day', now()
  FROM auth.users WHERE email = '${email}';
  INSERT INTO auth.commands (caller, call, key, input_hash, created_at, outcome, subject)
  SELECT 'todo', 'greet', gen_random_uuid(), 'hash of ${email}', now(),
    json_build_object('output', '${email}'), 'user:' || id
  FROM auth.users WHERE email = '${email}'`;

/** What is stored, row by row, of each context; the system is stopped meanwhile where it must be. */
async function everything(system: RunningSystem, sql?: string): Promise<string> {
  const { AUTH_DB_URL, TO_DO_DB_URL, MAIL_DB_URL } = system.env;
  if (AUTH_DB_URL) {
    const others = [TO_DO_DB_URL, MAIL_DB_URL].filter((url) => url !== undefined);
    const rows = [rowsOf(SERVER, AUTH_DB_URL, sql), ...others.map((url) => rowsOf(SERVER, url))];
    return (await Promise.all(rows)).join('');
  }
  await system.stop();
  const folders = ['auth', 'todo', 'mail'].map((name) => join(system.folder, '.data', name));
  const stored: string[] = [];
  for (const folder of folders.filter((each) => existsSync(each))) {
    stored.push(await rowsOf(EMBEDDED, folder, folder.endsWith('auth') ? sql : undefined));
  }
  const file = join(system.folder, 'tasks.json');
  if (existsSync(file)) stored.push(await readFile(file, 'utf8'));
  await system.crash();
  return stored.join('\n');
}

/** The tables of the rows that have a text. A welcome mail may not be sent yet. */
function tablesWith(text: string, rows: string[]): string[] {
  return rows.filter((row) => row.includes(text)).map((row) => row.split(' ', 1)[0]!);
}

/** A deleted person, whose email is searched in all that is stored. */
export function describeForgotten(topology: Topology): void {
  it(`nothing is left of the email of a deleted user: ${topology.name}`, async () => {
    const system = await topology.start();
    try {
      const [person, friend] = [await Person.arrive(system), await Person.arrive(system)];
      const id = await person.createItem('shared');
      await person.share(id, friend.email);
      await friend.share(await friend.createItem('of a friend'), person.email);
      const before = (await everything(system, commandAbout(person.email))).split('\n');
      expect(tablesWith(person.email, before)).toEqual(
        expect.arrayContaining(['auth.users', 'auth.commands', 'auth.outbox']),
      );
      expect((await person.deleteAccount()).status).toBe(200);
      await waitFor(
        async () => (await friend.usersOf(id)).body[0]?.role === 'owner',
        20_000,
        () => 'the deletion to be applied',
      );
      const after = (await everything(system)).split('\n');
      expect(tablesWith(person.email, after)).toEqual([]);
      expect(tablesWith(friend.email, after)).toContain('auth.users');
    } finally {
      await system.dispose();
    }
  }, 120_000);
}
