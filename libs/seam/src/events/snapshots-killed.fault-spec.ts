import { AppProcess } from '../../../../test/support/app-process.js';
import { freePort } from '../../../../test/support/free-port.js';
import { KilledApp, killOften } from '../../../../test/support/kill-often.js';
import { createDatabase, execute } from '../../../../test/support/postgres.js';
import { PostgresServer } from '../../../../test/support/postgres-server.js';
import { seededRandom } from '../../../../test/support/random.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { bundled, CACHE, removeProgram } from '../commands/stock.suite.js';

const KILLS = testLength({ short: 3, long: 80 });
const PARTS = KILLS * 400;
const WRITERS = 2;
const LIMIT_MS = 120_000;

let server: PostgresServer;
let program: string;
beforeAll(async () => {
  server = await PostgresServer.start();
  program = await bundled('libs/seam/src/events/depot-process.suite.ts', 'depot');
}, 60_000);
afterAll(async () => {
  await removeProgram(program);
  await server.dispose();
});

const rowsOf = async <Row>(url: string, sql: string) => (await execute(url, sql)).rows as Row[];

it(
  `${KILLS} kills each of the provider, the follower and PostgreSQL while a snapshot is loaded and changed: each page ` +
    'has one effect, and the copy is equal at the end',
  async () => {
    const random = seededRandom();
    const [depot, copy] = [await createDatabase(server.url()), await createDatabase(server.url())];
    const port = String(await freePort());
    const start = (env: NodeJS.ProcessEnv) =>
      KilledApp.start(() => {
        const seed = String(Math.floor(random() * 2 ** 32));
        const options = { DEPOT_PARTS: String(PARTS), DEPOT_SEED: seed };
        return AppProcess.start(program, CACHE, { ...env, ...options });
      });
    const provider = await start({ DEPOT_DB_URL: depot.url, PORT: port });
    await execute(
      depot.url,
      `INSERT INTO depot.parts SELECT i, i FROM generate_series(1, ${PARTS}) AS i`,
    );
    const producer = await start({ DEPOT_DB_URL: depot.url, DEPOT_WRITERS: String(WRITERS) });
    const follower = await start({
      DEPOT_DB_URL: copy.url,
      DEPOT_API_URL: `http://127.0.0.1:${port}`,
    });
    const pages = () =>
      rowsOf<{ first: number; next: number | null }>(
        copy.url,
        'SELECT first, next FROM depot.effects ORDER BY place',
      );
    const postgres = () => server.kill().then(() => server.restart());
    const targets = { postgres, provider: provider.kill, follower: follower.kill };
    await killOften(KILLS, targets, async () => (await pages()).length, random);
    const killedIn = await pages();
    expect(killedIn.at(-1)!.next).not.toBeNull();

    const cursor = 'SELECT id::int, loading FROM depot.event_cursors';
    const at = async () =>
      (await rowsOf<{ id: number; loading: string | null }>(copy.url, cursor))[0]!;
    await waitFor(
      async () => (await at()).loading === null,
      LIMIT_MS,
      () => 'the last page',
    );
    await producer.stop();
    const last = 'SELECT max(id)::int AS id FROM depot.events';
    const [{ id }] = (await rowsOf<{ id: number }>(depot.url, last)) as [{ id: number }];
    await waitFor(
      async () => (await at()).id === id,
      LIMIT_MS,
      () => `event ${id} to be applied`,
    );
    await follower.stop();
    await provider.stop();

    const all = await pages();
    process.stderr.write(
      `${3 * KILLS} kills in ${killedIn.length} of ${all.length} pages, and ${id} events\n`,
    );
    expect(all.map(({ first }) => first)).toEqual([0, ...all.slice(0, -1).map((p) => p.next)]);
    const rows = (table: string) => `SELECT part::int, count FROM depot.${table} ORDER BY part`;
    expect(await rowsOf(copy.url, rows('copies'))).toEqual(await rowsOf(depot.url, rows('parts')));
  },
  60_000 + KILLS * 60_000,
);
