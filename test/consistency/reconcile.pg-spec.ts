import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const SCRIPT = fileURLToPath(new URL('../../dist/tools/tool.js', import.meta.url));

/** Of a request. */
const LOCK_TIMEOUT_S = 5;
const WAITING = `
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'
    AND now() - query_start > ${LOCK_TIMEOUT_S + 1} * interval '1 second'`;

describe('npm run reconcile, beside running servers', () => {
  let system: SplitSystem;
  let sql: (statement: string) => Promise<unknown>;
  beforeAll(async () => {
    system = await split('two databases', twoDatabases).start();
    sql = (statement) => execute(system.env['TO_DO_DB_URL']!, statement);
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('finds and repairs manual damage, while users keep working', async () => {
    const [alice, bob] = [await Person.arrive(system), await Person.arrive(system)];
    const [sound, ownerless, orphan] = [
      await alice.createItem('sound'),
      await alice.createItem('ownerless'),
      await alice.createItem('orphan'),
    ];
    await alice.share(ownerless, bob.email);
    await sql(`DELETE FROM todo.user_connections WHERE to_do_id = ${orphan}`);
    await sql(`DELETE FROM todo.user_connections WHERE to_do_id = ${ownerless} AND role = 'owner'`);
    const dry = await reconcile(system, '--dry-run');
    expect(dry.code).toBe(EXIT.repaired);
    expect(dry.output).toMatch(/items without a member +1 {2}would be repaired/);
    expect(dry.output).toMatch(/items without an owner +1 {2}would be repaired/);
    expect(dry.output).toMatch(/users whose stored counts differ .* +1 {2}would be repaired/);

    let running = true;
    const statuses = new Set<number>();
    const writing = (async () => {
      while (running) statuses.add((await bob.create('meanwhile')).status);
    })();
    expect((await reconcile(system)).code).toBe(EXIT.repaired);
    running = false;
    await writing;
    expect([...statuses]).toEqual([201]);
    expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
    expect((await bob.usersOf(ownerless)).body).toMatchObject([{ role: 'owner' }]);
    expect((await alice.list()).body.pending.map(({ id }) => id)).toEqual([sound]);
    expect(titles((await bob.list()).body)).toContain('ownerless');
  }, 60_000);

  it('opens the database itself: no process serves it', async () => {
    const files = await readdir(system.folder, { recursive: true });
    expect(files.filter((name) => name.includes('.tools'))).toEqual([]);
    expect(system.log()).not.toContain('reconcile: started');
  });

  it('waits for a locked table for longer than a request would', async () => {
    const url = system.env['TO_DO_DB_URL']!;
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE todo.to_do_items IN ACCESS EXCLUSIVE MODE');
    const running = reconcile(system, '--dry-run');
    const isWaiting = async () => (await execute(url, WAITING)).rows.length === 1;
    await waitFor(isWaiting, 30_000, () => 'reconcile to wait for the lock').finally(() =>
      holder.end(),
    );
    expect((await running).code).toBe(EXIT.clean);
  }, 60_000);

  it('checks 1,000,000 memberships in bounded memory', async () => {
    // 50,000 users with 20 items each; auth has all of them except one.
    await execute(
      system.env['AUTH_DB_URL']!,
      `INSERT INTO auth.users (id, unique_id, email, password_hash) OVERRIDING SYSTEM VALUE
       SELECT n, 'u' || n, n || '@example.com', 'x' FROM generate_series(100001, 149999) n`,
    );
    await sql(
      `INSERT INTO todo.user_refs (user_id, unique_id, owned_items, owned_bytes)
       SELECT n, 'u' || n, 20, 20 * octet_length('item') FROM generate_series(100001, 150000) n`,
    );
    // Without triggers: nothing follows these lists, and a million noted changes take a minute.
    await sql(`
      SET session_replication_role = replica;
      WITH item AS (
        INSERT INTO todo.to_do_items (title, status)
        SELECT 'item', 'DONE' FROM generate_series(1, 1000000) RETURNING id
      )
      INSERT INTO todo.user_connections (user_id, to_do_id, role)
      SELECT 100001 + (row_number() OVER () - 1) / 20, id, 'owner' FROM item`);
    // As after each restore: without statistics a page of items takes ten times as long.
    await sql('ANALYZE');
    // A heap of this size could not hold the memberships.
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=96', SCRIPT, 'reconcile', '--dry-run'],
      {
        cwd: system.folder,
        env: { PATH: process.env['PATH'], ...system.env },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(output).toMatch(/users who are unknown to auth, without a deletion +1 {2}needs.*150000/);
    expect(output).toMatch(/and 10\d{5} items/);
    expect(code).toBe(EXIT.needsDecision);
  }, 120_000);
});
