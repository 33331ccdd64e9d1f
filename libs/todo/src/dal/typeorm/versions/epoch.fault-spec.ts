import { migrate } from '../../../../../../test/support/migrate.js';
import { dump, restore } from '../../../../../../test/support/dump.js';
import { execute } from '../../../../../../test/support/postgres.js';
import { PostgresServer } from '../../../../../../test/support/postgres-server.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { EPOCH } from './epoch.js';

const LIMIT_MS = 20_000;
const tick = (url: string, title: string) =>
  execute(url, `UPDATE todo.to_do_items SET title = '${title}'`);

/** What puts other contents under the numbers of versions that clients have: each begins another epoch. */
describe('the epoch of versions', () => {
  let server: PostgresServer;
  let standby: PostgresServer | undefined;
  beforeAll(async () => {
    server = await PostgresServer.start();
    const { code, errors } = await migrate('/tmp', { TO_DO_DB_URL: server.url() }, 'run', 'todo');
    if (code !== 0) throw new Error(errors);
    await execute(
      server.url(),
      `WITH item AS (INSERT INTO todo.to_do_items (title, status) VALUES ('code', 'PENDING') RETURNING id)
       INSERT INTO todo.user_connections (user_id, to_do_id, role) SELECT 1, id, 'owner' FROM item`,
    );
  }, 60_000);
  afterAll(async () => {
    await standby?.dispose();
    await server.dispose();
  });

  async function read(url: string) {
    const { rows } = await execute(
      url,
      `SELECT ${EPOCH} AS epoch, version::integer FROM todo.list_versions WHERE user_id = 1`,
    );
    return rows[0] as { epoch: string; version: number };
  }

  it('stays while one server has one database', async () => {
    const { epoch, version } = await read(server.url());
    await tick(server.url(), 'first');
    for (const each of ['CHECKPOINT', 'SELECT pg_switch_wal()', 'VACUUM todo.list_versions']) {
      await execute(server.url(), each);
    }
    await execute(server.url(), `ALTER DATABASE postgres SET timezone = 'Asia/Tokyo'`);
    expect(await read(server.url())).toEqual({ epoch, version: version + 1 });
  });

  it('is another one in a copy, and after a dump was restored', async () => {
    const before = await read(server.url());
    await execute(server.url(), 'CREATE DATABASE restored');
    await restore(server.url('restored'), await dump(server.url()));
    const restored = await read(server.url('restored'));
    await execute(server.url(), 'CREATE DATABASE copied TEMPLATE restored');
    const copied = await read(server.url('copied'));
    expect([restored.version, copied.version]).toEqual([before.version, before.version]);
    expect(new Set([before.epoch, restored.epoch, copied.epoch]).size).toBe(3);

    const backup = await dump(server.url('restored'));
    await tick(server.url('restored'), 'lost by the restore');
    await restore(server.url('restored'), backup);
    await tick(server.url('restored'), 'after the restore');
    const again = await read(server.url('restored'));
    expect(again.version).toBe(restored.version + 1);
    expect(again.epoch).not.toBe(restored.epoch);
  });

  it('is another one after a crash, which may have lost commits', async () => {
    const before = await read(server.url());
    await server.kill();
    await server.restart();
    expect((await read(server.url())).epoch).not.toBe(before.epoch);
  });

  it('is another one after a standby without the last commits was promoted', async () => {
    standby = await server.startStandby();
    await server.waitForReplay(standby);
    const before = await read(server.url());
    const copy = await read(standby.url());
    expect(copy.version).toBe(before.version);
    expect(copy.epoch).not.toBe(before.epoch);

    await standby.promote();
    await tick(server.url(), 'lost by the failover');
    await waitFor(
      () =>
        tick(standby!.url(), 'after the failover').then(
          () => true,
          () => false,
        ),
      LIMIT_MS,
      () => 'the standby to accept writes',
    );
    const [lost, kept] = [await read(server.url()), await read(standby.url())];
    expect(kept.version).toBe(lost.version);
    expect(new Set([lost.epoch, kept.epoch, copy.epoch]).size).toBe(3);
  }, 60_000);

  it('is another one after all versions were removed', async () => {
    const before = await read(server.url());
    await execute(server.url(), 'TRUNCATE todo.list_versions');
    for (let version = 1; version <= before.version; version++) {
      await tick(server.url(), `change ${version}`);
    }
    expect((await read(server.url())).version).toBe(before.version);
    expect((await read(server.url())).epoch).not.toBe(before.epoch);
  });
});
