import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { stockContract } from '../../../../test/demo/stock.contract.js';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { ClientOf } from '../contract/client-of.js';
import { newIdempotencyKey } from './idempotency-key.js';
import { type Stock, stockInProcess, stockOverHttp } from './stock.suite.js';

const HOUR_MS = 3_600_000;
const LIMIT_MS = 10_000;

describe.each<[string, (url: string) => Promise<Stock>]>([
  ['in process', stockInProcess],
  ['over HTTP, in another process', stockOverHttp],
])('a command %s', (_, open) => {
  let database: TestDatabase;
  let stock: Stock;
  let client: ClientOf<typeof stockContract>;
  let sql: pg.Client;
  /** Holds locks: a transaction sees one snapshot of the sessions. */
  let holder: pg.Client;
  beforeAll(async () => {
    database = await createDatabase();
    stock = await open(database.url);
    client = stock.clientOf('shop');
    sql = new pg.Client({ connectionString: database.url });
    holder = new pg.Client({ connectionString: database.url });
    await sql.connect();
    await holder.connect();
    await sql.query('CREATE SEQUENCE stock.failures');
    await failTimes(0, '');
    await sql.query(
      'CREATE TRIGGER fail BEFORE INSERT ON stock.takes FOR EACH ROW EXECUTE FUNCTION stock.fail()',
    );
  }, 60_000);
  afterAll(async () => {
    await stock.close();
    await sql.end();
    await holder.end();
    await database.drop();
  });
  let order: string;
  let idempotencyKey: string;
  beforeEach(() => {
    order = `order ${randomUUID()}`;
    idempotencyKey = newIdempotencyKey();
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const effects = async () =>
    (await sql.query('SELECT FROM stock.takes WHERE for_order = $1', [order])).rowCount;
  const left = async () => {
    const { rows } = await sql.query<{ number: number }>('SELECT number FROM stock.goods');
    return rows[0]!.number;
  };
  const take = () => client.take(order, { idempotencyKey });

  async function expectTaken() {
    const answer = await take();
    expect(answer).toBe(await left());
  }

  /** The next effects fail with an SQLSTATE. A sequence is not rolled back. */
  async function failTimes(times: number, state: string) {
    await sql.query('ALTER SEQUENCE stock.failures RESTART');
    await sql.query(`
      CREATE OR REPLACE FUNCTION stock.fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('stock.failures') <= ${times} THEN RAISE 'told to' USING ERRCODE = '${state}'; END IF;
        RETURN NEW;
      END $$`);
  }

  async function untilWaiting(sessions: number) {
    const waiting = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await waitFor(
      async () => (await sql.query(waiting)).rowCount === sessions,
      LIMIT_MS,
      () => `${sessions} sessions to wait`,
    );
  }

  it('has an effect of its own for each call without a key', async () => {
    const before = await left();
    await expect(client.take(order)).resolves.toBe(before - 1);
    await expect(client.take(order)).resolves.toBe(before - 2);
    await expect(effects()).resolves.toBe(2);
  });

  it('that is repeated later has one effect, and the answer of the first', async () => {
    const answer = await take();
    await client.take('of another');
    await expect(take()).resolves.toBe(answer);
    await expect(left()).resolves.toBe(answer - 1);
    await expect(effects()).resolves.toBe(1);
  });

  it('that is repeated while it runs waits, and has one effect and one answer', async () => {
    await holder.query('BEGIN; LOCK TABLE stock.goods');
    const both = Promise.all([take(), take()]);
    await untilWaiting(2);
    await holder.query('COMMIT');
    const [one, other] = await both;
    expect(other).toBe(one);
    await expect(effects()).resolves.toBe(1);
  });

  it('that is repeated while it runs waits within its budget', async () => {
    await holder.query('BEGIN; LOCK TABLE stock.goods');
    const first = take();
    await untilWaiting(1);
    const second = client.take(order, { idempotencyKey, budgetMs: 300 });
    await expect(second).rejects.toMatchObject({ code: 'stock_unavailable', status: 503 });
    await holder.query('COMMIT');
    const answer = await first;
    await expect(take()).resolves.toBe(answer);
    await expect(effects()).resolves.toBe(1);
  });

  it('that waits for too long is unavailable, and can be repeated', async () => {
    await holder.query('BEGIN; LOCK TABLE stock.goods');
    const both = await Promise.allSettled([take(), take()]);
    await holder.query('COMMIT');
    const reasons = both.map((each) => (each as PromiseRejectedResult).reason as object);
    expect(reasons).toEqual([
      expect.objectContaining({ status: 503 }),
      expect.objectContaining({ status: 503 }),
    ]);
    await expectTaken();
    await expect(effects()).resolves.toBe(1);
  }, 30_000);

  it.each(['53300', '57P01'])('that failed for a time (%s) succeeds once', async (state) => {
    await failTimes(2, state);
    const outcomes: string[] = [];
    while (outcomes.at(-1) !== 'done') {
      expect(outcomes.length).toBeLessThan(4);
      outcomes.push(
        await take().then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
      );
    }
    expect(new Set(outcomes)).toEqual(new Set(['database_unavailable', 'done']));
    await expect(effects()).resolves.toBe(1);
  });

  it('that PostgreSQL rolls back is run once more, as a whole', async () => {
    await failTimes(1, '40001');
    await expectTaken();
    await expect(effects()).resolves.toBe(1);
  });

  it('whose error is not declared can be repeated', async () => {
    await failTimes(1, 'P0001');
    await expect(take()).rejects.toMatchObject({ code: 'internal' });
    await expect(effects()).resolves.toBe(0);
    await expectTaken();
    await expect(effects()).resolves.toBe(1);
  });

  it('that is refused stays refused, without an effect', async () => {
    await sql.query('UPDATE stock.goods SET number = 0');
    const refusal = await take().catch((error: unknown) => error);
    await sql.query('UPDATE stock.goods SET number = 1000');
    expect(refusal).toMatchObject({ code: 'sold_out', status: 409, message: 'Sold out.' });
    await expect(take()).rejects.toMatchObject({ code: 'sold_out', message: 'Sold out.' });
    await expect(left()).resolves.toBe(1000);
    await expect(effects()).resolves.toBe(0);
    await expect(client.take(order)).resolves.toBe(999);
  });

  it('with a secret result stores no result, and has one effect', async () => {
    const reserve = () => client.reserve(order, { idempotencyKey });
    await expect(reserve()).resolves.toMatch(/^secret \d+$/);
    await expect(reserve()).rejects.toMatchObject({ code: 'command_completed', status: 409 });
    await expect(effects()).resolves.toBe(1);
    const stored = await sql.query<{ row: string }>(
      'SELECT commands::text AS row FROM stock.commands',
    );
    expect(stored.rows.map(({ row }) => row).join()).not.toContain('secret');
  });

  it('does not accept the key of another input', async () => {
    await take();
    const other = client.take('another', { idempotencyKey });
    await expect(other).rejects.toMatchObject({ code: 'key_reused', status: 422 });
    await expect(take()).resolves.toEqual(expect.any(Number));
    await expect(effects()).resolves.toBe(1);
  });

  it('does not share keys with other callers and calls', async () => {
    await take();
    await stock.clientOf('market').take(order, { idempotencyKey });
    await client.reserve(order, { idempotencyKey });
    await expect(effects()).resolves.toBe(3);
  });

  it('is refused if its key is too old, also if it was completed', async () => {
    const expired = { code: 'key_expired', status: 409 };
    const old = client.take(order, {
      idempotencyKey: newIdempotencyKey(Date.now() - 25 * HOUR_MS),
    });
    await expect(old).rejects.toMatchObject(expired);
    await expect(effects()).resolves.toBe(0);
    idempotencyKey = newIdempotencyKey(Date.now() - 23.9 * HOUR_MS);
    await expect(take()).resolves.toBe(await take());
    await expect(effects()).resolves.toBe(1);
  });

  it.each([
    ['no UUID', 'first'],
    ['empty', ''],
    ['of other letters', 'ключ'],
    ['on two lines', `${newIdempotencyKey()}\n`],
    ['a random UUID', randomUUID()],
    ['of the future', newIdempotencyKey(Date.now() + HOUR_MS)],
  ])('is refused if its key is %s', async (_what, key) => {
    const call = client.take(order, { idempotencyKey: key });
    await expect(call).rejects.toMatchObject({
      code: 'validation_failed',
      details: [expect.objectContaining({ path: 'idempotency-key' })],
    });
    await expect(effects()).resolves.toBe(0);
  });

  it('accepts a key of a clock that is a little ahead', async () => {
    idempotencyKey = newIdempotencyKey(Date.now() + 20_000);
    await expectTaken();
  });
});
