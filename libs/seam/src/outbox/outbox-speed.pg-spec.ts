import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openMigratedDataSource } from '#glue/db';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { figures, percentile } from '../../../../test/support/latency-figures.js';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { atSteadyRate } from '../../../../test/support/steady-rate.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { type Stock, stockInProcess, stockOverHttp } from '../commands/stock.suite.js';
import type { CommandOptions } from '../contract/client-of.js';
import { openShop, type Shop } from './shop.suite.js';

const SAMPLES = testLength({ short: 100, long: 1_000 });
const BACKLOG = testLength({ short: 500, long: 20_000 });
const PER_SECOND = 100;
/** As many as a process delivers. */
const AT_ONCE = 16;
const LIMIT_MS = 60_000;
/** Much less than the interval of polling: a commit wakes the deliveries. */
const IDLE_P50_MS = 250;

describe.each<[string, (url: string) => Promise<Stock>]>([
  ['in process', stockInProcess],
  ['over HTTP', stockOverHttp],
])('the outbox %s', (binding, openStock) => {
  let database: TestDatabase;
  let stock: Stock;
  let source: DataSource;
  let shop: Shop;
  /** When each order has had its effect, as its caller knows it. */
  const answered = new Map<string, number>();
  beforeAll(async () => {
    database = await createDatabase();
    stock = await openStock(database.url);
    const options = { ...shopDatabase, url: database.url, maxConnections: 10, dataDir: '' };
    source = await openMigratedDataSource(options);
    const client = stock.clientOf('shop');
    const take = async (order: string, sent?: CommandOptions) => {
      const left = await client.take(order, sent);
      answered.set(order, performance.now());
      return left;
    };
    shop = await openShop(source, { ...client, take });
  }, 60_000);
  afterAll(async () => {
    await shop.close();
    await source.destroy();
    await stock.close();
    await database.drop();
  });

  const print = (line: string) => process.stderr.write(`${binding}: ${line}\n`);

  /** From the commit to the answer of the provider, in milliseconds. */
  async function latencyOf(order: string, committed: number): Promise<number> {
    await waitFor(
      () => answered.has(order),
      LIMIT_MS,
      () => order,
    );
    return answered.get(order)! - committed;
  }

  async function placed(): Promise<{ order: string; committed: number }> {
    const order = randomUUID();
    await shop.service.place(order);
    return { order, committed: performance.now() };
  }

  it('delivers soon after the commit, idle and at load', async () => {
    const idle: number[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const { order, committed } = await placed();
      idle.push(await latencyOf(order, committed));
    }
    const rate = { count: 5 * SAMPLES, perSecond: PER_SECOND, atOnce: AT_ONCE };
    const orders = await atSteadyRate(rate, async () => {
      const { order, committed } = await placed();
      return { latency: latencyOf(order, committed) };
    });
    const atLoad = await Promise.all(orders.map(({ latency }) => latency));
    print(`idle ${figures(idle)}; at ${PER_SECOND} commands/s ${figures(atLoad)}`);
    expect(percentile(idle, 0.5)).toBeLessThan(IDLE_P50_MS);
  }, 300_000);

  it('is compared with calls that nothing stores', async () => {
    const client = stock.clientOf('shop');
    let left = BACKLOG;
    const begun = performance.now();
    const caller = async () => {
      while (left-- > 0) await client.take('compared');
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    const seconds = (performance.now() - begun) / 1_000;
    print(`${Math.round(BACKLOG / seconds)} calls/s without an outbox, ${AT_ONCE} at once`);
    await expect(client.left(null)).resolves.toBeLessThanOrEqual(1_000_000 - BACKLOG);
  }, 300_000);

  it.each([
    ['without an order', () => undefined],
    ['in the order of 50 keys', (i: number) => `key ${i % 50}`],
    ['in the order of one key', () => 'key'],
  ])(
    'delivers a backlog %s',
    async (what, orderBy) => {
      const prefix = randomUUID();
      await source.transaction(async (manager) => {
        for (let i = 0; i < BACKLOG; i++) {
          const key = orderBy(i);
          await shop.outbox.put(manager, stockContract.take, `${prefix} ${i}`, {
            ...(key !== undefined && { orderBy: key }),
          });
        }
      });
      const begun = performance.now();
      const isEmpty = async () => (await shop.store.counts()).length === 0;
      await waitFor(isEmpty, 5 * LIMIT_MS, () => 'an empty outbox');
      const seconds = (performance.now() - begun) / 1_000;
      print(`${Math.round(BACKLOG / seconds)} commands/s ${what}`);
      const order = [...answered.keys()].filter((each) => each.startsWith(prefix));
      expect(order).toHaveLength(BACKLOG);
      if (what.includes('one key')) {
        expect(order).toEqual(order.map((_, i) => `${prefix} ${i}`));
      }
    },
    300_000,
  );
});
