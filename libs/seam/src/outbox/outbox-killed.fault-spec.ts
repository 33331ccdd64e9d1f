import { AppProcess } from '../../../../test/support/app-process.js';
import { freePort } from '../../../../test/support/free-port.js';
import { KilledApp, killOften } from '../../../../test/support/kill-often.js';
import { createDatabase, execute } from '../../../../test/support/postgres.js';
import { PostgresServer } from '../../../../test/support/postgres-server.js';
import { seededRandom } from '../../../../test/support/random.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import {
  bundled,
  CACHE,
  removeProgram,
  startStock,
  stockProgram,
} from '../commands/stock.suite.js';

const KILLS = testLength({ short: 3, long: 80 });
const PRODUCERS = '4';
const LIMIT_MS = 60_000;
const GOODS = 1_000_000;

let server: PostgresServer;
let url: string;
let programs: { shop: string; stock: string };
beforeAll(async () => {
  server = await PostgresServer.start();
  ({ url } = await createDatabase(server.url()));
  programs = {
    shop: await bundled('libs/seam/src/outbox/shop-process.suite.ts', 'shop'),
    stock: await stockProgram(),
  };
}, 60_000);
afterAll(async () => {
  await removeProgram(programs.shop);
  await removeProgram(programs.stock);
  await server.dispose();
});

async function rowsOf<Row>(sql: string): Promise<Row[]> {
  return (await execute(url, sql)).rows as Row[];
}

it(
  `${KILLS} kills each of the producer, the deliverer, the provider and PostgreSQL: each command ` +
    'that was committed has one effect, and no other has one',
  async () => {
    const random = seededRandom();
    const port = String(await freePort());
    const env = { SHOP_DB_URL: url, STOCK_API_URL: `http://127.0.0.1:${port}` };
    const starts = {
      provider: () => startStock(programs.stock, url, { PORT: port }),
      producer: () => {
        const seed = String(Math.floor(random() * 2 ** 32));
        return AppProcess.start(programs.shop, CACHE, {
          ...env,
          SHOP_PRODUCERS: PRODUCERS,
          SHOP_SEED: seed,
        });
      },
      deliverer: () => AppProcess.start(programs.shop, CACHE, env),
    };
    const provider = await KilledApp.start(starts.provider);
    const producer = await KilledApp.start(starts.producer);
    const deliverer = await KilledApp.start(starts.deliverer);
    const effects = async () => {
      const takes = 'SELECT for_order FROM stock.takes ORDER BY number';
      const rows = await rowsOf<{ for_order: string }>(takes);
      return rows.map(({ for_order }) => for_order);
    };
    const postgres = () => server.kill().then(() => server.restart());
    const targets = {
      postgres,
      provider: provider.kill,
      producer: producer.kill,
      deliverer: deliverer.kill,
    };
    await killOften(KILLS, targets, async () => (await effects()).length, random);
    await producer.stop();
    const waiting = 'SELECT contract, call, code, tries, due_at, parked_at FROM shop.outbox';
    await waitFor(
      async () => (await rowsOf(waiting)).length === 0,
      LIMIT_MS,
      () => 'the outbox to be empty',
    );
    await deliverer.stop();
    await provider.stop();

    const orders = await rowsOf<{ name: string }>('SELECT name FROM shop.orders');
    const committed = orders.map(({ name }) => name);
    const done = await effects();
    process.stderr.write(`${4 * KILLS} kills: ${committed.length} orders committed\n`);
    expect(done.toSorted()).toEqual(committed.toSorted());
    const [goods] = await rowsOf<{ number: number }>('SELECT number FROM stock.goods');
    expect(goods!.number).toBe(GOODS - committed.length);

    const customers = await rowsOf<{ name: string; orders: number }>(
      'SELECT * FROM shop.customers',
    );
    expect(customers.length).toBeGreaterThan(1);
    for (const { name, orders: count } of customers) {
      const theirs = done.filter((order) => order.startsWith(`${name} `));
      expect(theirs).toEqual(Array.from({ length: count }, (_, i) => `${name} ${i + 1}`));
    }
  },
  60_000 + KILLS * 60_000,
);
