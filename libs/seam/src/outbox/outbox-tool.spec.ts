import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { outboxTool } from '#glue/outbox-tool';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { outputOf } from '../../../../test/support/tool-output.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { ClientOf } from '../contract/client-of.js';
import { openShop, type Shop } from './shop.suite.js';

const LIMIT_MS = 20_000;
const SOLD_OUT = new ServiceError(stockContract.errors['sold_out']);

describe('npm run outbox', () => {
  let database: TestDatabase;
  let shop: Shop;
  let taken: string[];
  let isSoldOut: boolean;
  beforeAll(async () => {
    database = await openTestDataSource('shop', shopDatabase.migrations);
    const client = {
      take: async (order: string) => {
        if (isSoldOut) throw SOLD_OUT;
        return taken.push(order);
      },
    };
    shop = await openShop(database.dataSource, client as ClientOf<typeof stockContract>);
  }, 60_000);
  afterAll(async () => {
    await shop.close();
    await database.close();
  });
  beforeEach(() => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    [taken, isSoldOut] = [[], true];
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await sql('DELETE FROM shop.outbox');
  });

  const sql = <Row>(text: string, values: unknown[] = []) =>
    database.dataSource.query<Row[]>(text, values);
  const until = (isSo: () => boolean | Promise<boolean>, what: string) =>
    waitFor(isSo, LIMIT_MS, () => what);
  /** The output and the exit code of the command. */
  const outbox = (line: string, find: () => unknown = () => shop.outbox) =>
    outputOf(outboxTool('shop'), line, find);
  /** Parks orders, which the stock refuses. @returns their ids */
  const refused = async (...orders: string[]) => {
    for (const order of orders) await shop.service.place(order);
    const parked = () => shop.outbox.parked(orders.length);
    await until(async () => (await parked()).length === orders.length, 'parked commands');
    return (await sql<{ id: string }>('SELECT id FROM shop.outbox ORDER BY id')).map(
      ({ id }) => id,
    );
  };
  /** Rows of a contract that no process here delivers to. */
  const rows = (count: number, columns: Record<string, string>) =>
    sql<{ id: string }>(
      `INSERT INTO shop.outbox (key, contract, call, body, expires_at, ${Object.keys(columns).join()})
       SELECT gen_random_uuid(), 'bank', 'pay', '{"input":"secret"}', now() + interval '1 hour',
         ${Object.values(columns).join()} FROM generate_series(1, ${count}) RETURNING id`,
    );

  it('says that nothing waits', async () => {
    const output = 'shop: nothing waits, nothing is parked';
    expect(await outbox('list')).toEqual({ exit: 0, output });
  });

  it('lists what waits, and what is parked, by contract, without inputs', async () => {
    const [id] = await refused('a secret order');
    await rows(2, { created_at: "now() - interval '90 s'" });
    const [expired] = await rows(1, {
      ...{ parked_at: "now() + interval '2 hours'", tries: '7', code: "'bank_unavailable'" },
      order_by: "'customer 1'",
    });
    const since = 'since \\d{4}-\\d\\d-\\d\\dT[^ ]+Z';
    const lines = [
      'shop to bank: 2 waiting, the oldest 9\\d s old, 1 parked',
      `  parked ${expired!.id} \\(bank\\.pay\\) ${since}: expired, last bank_unavailable, 7 tries; holds up later ones of its order`,
      'shop to stock: 0 waiting, 1 parked',
      `  parked ${id} \\(stock\\.take\\) ${since}: sold_out, 1 try`,
    ];
    const { exit, output } = await outbox('list shop');
    expect(output).toMatch(new RegExp(`^${lines.join('\n')}$`));
    expect(exit).toBe(4);
    expect(output).not.toMatch(/secret|customer/);
  });

  it('lists a thousand parked commands at most', async () => {
    await rows(1_003, { parked_at: 'now()', code: "'no'" });
    const { output } = await outbox('list');
    expect(output.split('\n')).toHaveLength(1 + 1_000 + 1);
    expect(output).toMatch(/^shop to bank: 0 waiting, 1003 parked\n[^]*\n {2}and 3 more$/);
  });

  it('sends one again', async () => {
    const [, other] = await refused('one', 'other');
    isSoldOut = false;
    expect(await outbox(`retry shop ${other}`)).toEqual({
      exit: 0,
      output: `shop: command ${other} is queued again.`,
    });
    await until(() => taken.length > 0, 'an effect');
    expect(taken).toEqual(['other']);
    expect(await outbox(`retry shop ${other}`)).toEqual({
      exit: 1,
      output: `shop has no parked command ${other}.`,
    });
  });

  it('sends all again, or those to a contract, once each', async () => {
    const ids = await refused('one', 'two', 'three');
    const paid = await rows(250, { parked_at: "now() - interval '1 minute'", code: "'no'" });
    const again = (id: string) => `shop: command ${id} is queued again.`;
    expect(await outbox('retry shop stock')).toEqual({
      exit: 0,
      output: ids.map(again).join('\n'),
    });
    const areParked = async () => (await shop.outbox.parked(1_000)).length === 253;
    await until(areParked, 'the three to be refused again');
    isSoldOut = false;
    const { exit, output } = await outbox('retry shop');
    expect(output.split('\n').toSorted()).toEqual(
      [...paid.map(({ id }) => id), ...ids].map(again).toSorted(),
    );
    expect(exit).toBe(0);
    await until(() => taken.length === 3, 'three effects');
    expect(await outbox('retry shop')).toEqual({ exit: 0, output: 'shop: nothing is parked.' });
    expect(await outbox('retry shop stock')).toEqual({
      exit: 1,
      output: 'shop has no parked commands to stock.',
    });
  });

  it('sends one again that could have a second effect only if that is accepted', async () => {
    const [row] = await rows(1, { parked_at: "now() + interval '2 hours'", tries: '2' });
    const key = `0190a1b2-0000-7000-8000-${randomUUID().slice(24)}`; // of 2024
    await sql('UPDATE shop.outbox SET key = $1', [key]);
    const output =
      `shop: command ${row!.id} may have had its effect, and its key is too old to send it with. ` +
      `Check that it had none: npm run outbox -- retry shop ${row!.id} --may-repeat`;
    expect(await outbox(`retry shop ${row!.id}`)).toEqual({ exit: 1, output });
    expect(await outbox('retry shop')).toEqual({ exit: 1, output });
    expect(await outbox(`retry shop ${row!.id} --may-repeat`)).toEqual({
      exit: 0,
      output: `shop: command ${row!.id} is queued again.`,
    });
    const [{ key: next }] = (await sql('SELECT key FROM shop.outbox')) as [{ key: string }];
    expect(next).not.toBe(key);
  });

  it('drops one that is parked, and no other', async () => {
    const [id] = await refused('one');
    const [waiting] = await rows(1, { due_at: 'now()' });
    expect(await outbox(`drop shop ${id}`)).toEqual({
      exit: 0,
      output: `shop: command ${id} is dropped.`,
    });
    for (const none of [id, waiting!.id]) {
      expect(await outbox(`drop shop ${none}`)).toEqual({
        exit: 1,
        output: `shop has no parked command ${none}.`,
      });
    }
    expect(await sql('SELECT id FROM shop.outbox')).toEqual([waiting]);
  });

  it.each([
    'lists',
    'list shop stock',
    'list --may-repeat',
    'retry',
    'retry shop 07',
    'retry shop 7 8',
    'retry shop --may-repeat',
    'retry shop stock --may-repeat',
    'drop shop',
    'drop shop stock',
    'drop shop 7 --may-repeat',
  ])('explains its arguments: %s', async (line) => {
    const { exit, output } = await outbox(line);
    expect(output).toMatch(/^usage: npm run outbox -- list [^\n]*$/);
    expect(exit).toBe(1);
  });

  it('is about the context that the arguments name', () => {
    const accepts = (line: string) => outboxTool('shop').accepts!(line.split(' '));
    expect(accepts('list')).toBe(true);
    expect(accepts('retry shop')).toBe(true);
    expect(accepts('drop mail 7')).toBe(false);
  });

  it('passes over a context without an outbox, unless it is asked for', async () => {
    const none = () => {
      throw new Error('not provided');
    };
    expect(await outbox('list', none)).toEqual({ exit: 0, output: '' });
    expect(await outbox('list shop', none)).toEqual({ exit: 1, output: 'shop has no outbox.' });
  });
});
