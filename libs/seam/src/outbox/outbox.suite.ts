import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import type { DataSource } from 'typeorm';
import { ShopService } from '../../../../test/demo/shop.service.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { ClientOf, CommandOptions } from '../contract/client-of.js';
import { LONGEST_EXPIRY_MS, Outbox } from './outbox.js';
import { openShop, type Shop } from './shop.suite.js';

const LIMIT_MS = 20_000;
const HOUR_MS = 3_600_000;
/** As many as a process delivers to a contract. */
const AT_ONCE = 16;

/** The databases of a shop and of its stock, and the stock's client. */
export interface ShopAndStock {
  shop: DataSource;
  stock: DataSource;
  client: ClientOf<typeof stockContract>;
  close(): Promise<void>;
}

interface Row {
  id: string;
  key: string;
  code: string | null;
  tries: number;
}

/** What an outbox promises, whatever the binding and the database. */
export function describeOutbox(where: string, open: () => Promise<ShopAndStock>): void {
  describe(`the outbox, ${where}`, () => {
    let databases: ShopAndStock;
    let shop: Shop;
    beforeAll(async () => {
      databases = await open();
      const { stock } = databases;
      await stock.query('CREATE SEQUENCE stock.failures');
      await failTimes(0);
      await stock.query(
        'CREATE TRIGGER fail BEFORE INSERT ON stock.takes FOR EACH ROW EXECUTE FUNCTION stock.fail()',
      );
      shop = await openShop(databases.shop, databases.client);
    }, 60_000);
    afterAll(async () => {
      await shop.close();
      await databases.close();
    });
    let order: string;
    let warnings: string[];
    beforeEach(() => {
      order = `order ${randomUUID()}`;
      warnings = [];
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((text: string) => {
        warnings.push(text);
      });
      jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await databases.stock.query('UPDATE stock.goods SET number = 1000000');
      await failTimes(0);
      await databases.shop.query('DELETE FROM shop.outbox');
    });

    /** The orders that have taken goods, in the order of their effects. */
    const taken = async (like = order) => {
      const rows = await databases.stock.query<{ for_order: string }[]>(
        'SELECT for_order FROM stock.takes WHERE for_order LIKE $1 ORDER BY number',
        [`${like}%`],
      );
      return rows.map(({ for_order }) => for_order);
    };
    const rows = () =>
      databases.shop.query<Row[]>('SELECT id, key, code, tries FROM shop.outbox ORDER BY id');
    const until = (condition: () => boolean | Promise<boolean>, what: string) =>
      waitFor(condition, LIMIT_MS, () => what);
    const untilEmpty = () => until(async () => (await rows()).length === 0, 'an empty outbox');
    const untilParked = (count: number) =>
      until(async () => (await shop.outbox.parked()).length === count, `${count} parked`);

    /** The next effects in the stock fail with an SQLSTATE. A sequence is not rolled back. */
    async function failTimes(times: number, state = '53300') {
      await databases.stock.query('ALTER SEQUENCE stock.failures RESTART');
      await databases.stock.query(`
        CREATE OR REPLACE FUNCTION stock.fail() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('stock.failures') <= ${times} THEN RAISE 'told to' USING ERRCODE = '${state}'; END IF;
          RETURN NEW;
        END $$`);
    }

    const sellOut = () => databases.stock.query('UPDATE stock.goods SET number = 0');
    const restock = () => databases.stock.query('UPDATE stock.goods SET number = 1000000');

    it('has one effect once the transaction has committed, and is empty then', async () => {
      await shop.service.place(order, {}, async () => {
        await expect(taken()).resolves.toEqual([]);
      });
      await untilEmpty();
      await expect(taken()).resolves.toEqual([order]);
    });

    it('has no effect if the transaction is rolled back, or its savepoint', async () => {
      const refused = new Error('refused');
      const failing = shop.service.place(order, {}, () => Promise.reject(refused));
      await expect(failing).rejects.toBe(refused);
      await databases.shop.transaction(async (manager) => {
        await shop.outbox.put(manager, stockContract.take, `${order} outer`);
        await shop.service
          .place(`${order} inner`, {}, () => Promise.reject(refused))
          .catch(() => undefined);
      });
      await untilEmpty();
      await expect(taken()).resolves.toEqual([`${order} outer`]);
    });

    it('refuses what it could not deliver', async () => {
      const { manager } = databases.shop;
      const put = (input: string, options = {}) =>
        databases.shop.transaction((transaction) =>
          shop.outbox.put(transaction, stockContract.take, input, options),
        );
      await expect(shop.outbox.put(manager, stockContract.take, order)).rejects.toThrow(
        'the outbox of shop is used outside of a transaction of its database',
      );
      await expect(
        databases.stock.transaction((other) => shop.outbox.put(other, stockContract.take, order)),
      ).rejects.toThrow('outside of a transaction of its database');
      await expect(put(7 as never)).rejects.toMatchObject({ code: 'validation_failed' });
      await expect(put('x'.repeat(256 * 1_024))).rejects.toMatchObject({
        code: 'validation_failed',
      });
      for (const expiresInMs of [0, LONGEST_EXPIRY_MS + 1, NaN]) {
        await expect(put(order, { expiresInMs })).rejects.toThrow('expires in 1 to 82800000 ms');
      }
      const unknown = { ...stockContract.take, contract: 'bank' };
      await expect(
        databases.shop.transaction((transaction) =>
          shop.outbox.put(transaction, unknown as never, order as never),
        ),
      ).rejects.toThrow('does not deliver to bank: list its contract');
      await expect(rows()).resolves.toEqual([]);
    });

    it.each(['53300', 'P0001'])(
      'repeats what failed for a time (%s), with one effect',
      async (state) => {
        await failTimes(2, state);
        await shop.service.place(order);
        // Over HTTP a try sends a request twice.
        await until(async () => !!(await rows())[0]?.code, 'a try that has failed');
        await untilEmpty();
        await expect(taken()).resolves.toEqual([order]);
        expect(warnings.filter((text) => text.includes('parked'))).toEqual([]);
      },
    );

    it('parks what is refused, and tells of it once, without its input', async () => {
      await sellOut();
      await shop.service.place(order);
      await untilParked(1);
      const [parked] = await shop.outbox.parked();
      expect(parked).toMatchObject({
        contract: 'stock',
        call: 'take',
        code: 'sold_out',
        tries: 1,
        hasExpired: false,
      });
      expect(JSON.stringify(parked)).not.toContain(order);
      const { id, key } = parked!;
      expect(warnings).toEqual([
        `stock.take was refused (sold_out), and is parked: id ${id}, key ${key}`,
      ]);
      await expect(shop.readiness.read()).resolves.toEqual({
        ready: true,
        checks: { shop_outbox: 'parked commands: 1 for stock' },
      });
      await expect(taken()).resolves.toEqual([]);
    });

    it('delivers a refused one again with a new key, and not one that is dropped', async () => {
      await sellOut();
      await shop.service.place(order);
      await shop.service.place(`${order} too`);
      await untilParked(2);
      await restock();
      const [one, other] = await shop.outbox.parked();
      await shop.outbox.drop(other!.id);
      await expect(shop.outbox.retry(other!.id)).resolves.toBe('not_parked');
      await expect(shop.outbox.retry(one!.id)).resolves.toBe('retried');
      await untilEmpty();
      await expect(taken()).resolves.toHaveLength(1);
    });

    it('parks what has expired', async () => {
      await shop.service.place(order, { expiresInMs: 0.001 });
      await expect(shop.store.sweep()).resolves.toBe(false);
      const [parked] = await shop.outbox.parked();
      expect(parked).toMatchObject({ code: null, tries: 0, hasExpired: true });
      expect(warnings).toEqual(['1 commands of shop have expired, and are parked: stock.take']);
      await expect(taken()).resolves.toEqual([]);
    });

    /** Parks one that had its effect, whose answer was lost. */
    async function parkDone(ageMs: number): Promise<string> {
      await failTimes(1_000);
      await shop.service.place(order);
      await until(async () => !!(await rows())[0]?.code, 'a try that has failed');
      await databases.shop.query("UPDATE shop.outbox SET due_at = now() + interval '1 hour'");
      await failTimes(0);
      const [{ id, key }] = (await rows()) as [Row];
      await databases.shop.query('UPDATE shop.outbox SET expires_at = now(), due_at = now()');
      await shop.store.sweep();
      await databases.client.take(order, { idempotencyKey: key });
      await databases.shop.query('UPDATE shop.outbox SET key = $1 WHERE id = $2', [
        keyOfAge(key, ageMs),
        id,
      ]);
      return id;
    }

    it('delivers an expired one again with its key, so that it has one effect', async () => {
      const id = await parkDone(0);
      await expect(shop.outbox.retry(id)).resolves.toBe('retried');
      await untilEmpty();
      await expect(taken()).resolves.toEqual([order]);
    });

    it.each([
      ['caller_not_allowed', 2],
      ['validation_failed', 1], // a try may send a request twice
      ['request_timeout', 2],
    ])(
      'keeps the key of one that had its effect, and was refused as %s later, in try %i',
      async (code, tries) => {
        const id = await parkDone(0);
        await databases.shop.query(
          `UPDATE shop.outbox SET code = $1, tries = $3, expires_at = now() + interval '1 hour'
           WHERE id = $2`,
          [code, id, tries],
        );
        await expect(shop.outbox.retry(id)).resolves.toBe('retried');
        await untilEmpty();
        await expect(taken()).resolves.toEqual([order]);
      },
    );

    it('delivers one again that many others were parked before', async () => {
      await databases.shop.query(
        `INSERT INTO shop.outbox (key, contract, call, body, expires_at, parked_at)
         SELECT gen_random_uuid(), 'stock', 'take', '{}', now(), now() - interval '1 minute'
         FROM generate_series(1, 1001)`,
      );
      await shop.service.place(order, { expiresInMs: 0.001 });
      await shop.store.sweep();
      const { id } = (await rows()).at(-1)!;
      await expect(shop.outbox.retry(id)).resolves.toBe('retried');
      await until(async () => (await rows()).length === 1_001, 'a delivery');
    });

    it('delivers one whose key is too old again only if a second effect is agreed to', async () => {
      const id = await parkDone(LONGEST_EXPIRY_MS + 1);
      await expect(shop.outbox.retry(id)).resolves.toBe('may_repeat');
      await expect(shop.outbox.parked()).resolves.toHaveLength(1);
      await expect(shop.outbox.retry(id, { mayRepeat: true })).resolves.toBe('retried');
      await untilEmpty();
      await expect(taken()).resolves.toEqual([order, order]);
    });

    it('erases parked ones after a week', async () => {
      await sellOut();
      await shop.service.place(order);
      await shop.service.place(`${order} too`);
      await untilParked(2);
      const [{ id }] = (await rows()) as [Row];
      const age = (hours: number) =>
        databases.shop.query('UPDATE shop.outbox SET parked_at = $1 WHERE id = $2', [
          new Date(Date.now() - hours * HOUR_MS),
          id,
        ]);
      await age(7 * 24 - 1);
      await shop.store.sweep();
      await expect(rows()).resolves.toHaveLength(2);
      await age(7 * 24 + 1);
      await shop.store.sweep();
      await expect(rows()).resolves.toHaveLength(1);
    });

    it('delivers those of a key one after the other, also while the first fails for a time', async () => {
      await failTimes(3);
      const placed: Promise<void>[] = [];
      for (let i = 0; i < 10; i++) placed.push(shop.service.placeFor(order));
      await Promise.all(placed);
      await untilEmpty();
      const expected = Array.from({ length: 10 }, (_, i) => `${order} ${i + 1}`);
      await expect(taken()).resolves.toEqual(expected);
    });

    it('holds up those of a key behind a parked one, and no others', async () => {
      await sellOut();
      await shop.service.placeFor(order);
      await untilParked(1);
      await restock();
      await shop.service.placeFor(order);
      await shop.service.placeFor(order);
      await shop.service.place('another');
      await until(async () => (await taken('another')).length === 1, 'another');
      // Its row is removed when its answer has arrived.
      await until(async () => (await rows()).length === 3, 'the row of the other to be removed');
      await shop.store.sweep();
      await expect(rows()).resolves.toMatchObject([{ tries: 1 }, { tries: 0 }, { tries: 0 }]);
      await shop.outbox.retry((await shop.outbox.parked())[0]!.id);
      await untilEmpty();
      await expect(taken()).resolves.toEqual([1, 2, 3].map((number) => `${order} ${number}`));
    });

    it('continues behind one that is dropped, forgotten or erased', async () => {
      await sellOut();
      const ends: ((id: string) => Promise<unknown>)[] = [
        (id) => shop.outbox.drop(id),
        async (id) => {
          await databases.shop.query("UPDATE shop.outbox SET subject = 'her' WHERE id = $1", [id]);
          await shop.outbox.forget('her');
        },
        async (id) => {
          await databases.shop.query(
            "UPDATE shop.outbox SET parked_at = '2020-01-01' WHERE id = $1",
            [id],
          );
          await shop.store.sweep();
        },
      ];
      for (const [i, end] of ends.entries()) {
        await sellOut();
        await shop.service.placeFor(`${order} ${i}`);
        await untilParked(1);
        await restock();
        await shop.service.placeFor(`${order} ${i}`);
        await end((await shop.outbox.parked())[0]!.id);
        await untilEmpty();
      }
      await expect(taken()).resolves.toEqual([0, 1, 2].map((i) => `${order} ${i} 2`));
    });

    it('forgets someone, within the transaction that asks for it', async () => {
      await sellOut();
      await shop.service.place(order, { subject: 'her' });
      await shop.service.place(order, { subject: 'him' });
      await untilParked(2);
      const failing = databases.shop.transaction(async () => {
        await expect(shop.outbox.forget('her')).resolves.toBe(1);
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      await expect(rows()).resolves.toHaveLength(2);
      await databases.shop.transaction(() => shop.outbox.forget('her'));
      await expect(databases.shop.query('SELECT subject FROM shop.outbox')).resolves.toEqual([
        { subject: 'him' },
      ]);
    });

    it('sends again what a process had claimed that was killed', async () => {
      const unheard = new Outbox('shop', shop.store, [stockContract]);
      const killed = new ShopService(databases.shop, unheard);
      const claimed = await untilClaimed(() => killed.place(order));
      expect(claimed).toEqual([expect.objectContaining({ tries: 1, call: 'take' })]);
      await expect(shop.store.claim('stock', 1)).resolves.toEqual([]);
      await untilEmpty();
      await expect(taken()).resolves.toHaveLength(placed);
    });

    let placed: number;
    /** Claims a command before the deliveries of the shop do, which poll. */
    async function untilClaimed(place: () => Promise<void>) {
      for (placed = 1; ; placed++) {
        await place();
        const claimed = await shop.store.claim('stock', 1);
        if (claimed.length > 0) return claimed;
      }
    }

    it('of a process that lost its lease changes nothing of the next one', async () => {
      await failTimes(1_000);
      await shop.service.place(order);
      await until(async () => (await rows())[0]?.code === 'database_unavailable', 'a try');
      await databases.shop.query("UPDATE shop.outbox SET due_at = now() + '1 hour'");
      const [{ id, tries }] = (await rows()) as [Row];
      const stale = { id, tries: tries - 1, contract: 'stock', call: 'take', key: '', body: null };
      await shop.store.park(stale, 'stale');
      await shop.store.postpone(stale, 'stale', 0);
      await shop.store.renew([stale]);
      const [row] = await databases.shop.query<object[]>(
        "SELECT code, parked_at, due_at > now() + '1 minute' AS waits FROM shop.outbox",
      );
      expect(row).toEqual({ code: 'database_unavailable', parked_at: null, waits: true });
    });

    it('orders by commits: a put waits for those before it', async () => {
      const put = (number: number, before?: () => Promise<void>) =>
        shop.service.place(`${order} ${number}`, { orderBy: order }, before);
      let start: () => void = () => undefined;
      // Not within the transaction of the first, which it would join.
      const second = new Promise<void>((resolve) => (start = resolve)).then(() => put(2));
      await put(1, () => {
        // Without waiting it would commit, and be delivered first.
        start();
        return Promise.race([second, until(isWaiting, 'the second to wait')]);
      });
      await second;
      await untilEmpty();
      await expect(taken()).resolves.toEqual([`${order} 1`, `${order} 2`]);
    });

    /** Whether something waits for a lock, or for the only connection of an embedded database. */
    async function isWaiting(): Promise<boolean> {
      const { master } = databases.shop.driver as unknown as { master: { waitingCount: number } };
      const locks = await databases.stock.query<unknown[]>(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return master.waitingCount + locks.length > 0;
    }

    /** Another process of the shop, and the orders that it sends, by another client. */
    async function openAnother(take: ClientOf<typeof stockContract>['take']) {
      const sent: string[] = [];
      const noting = (input: string, options?: CommandOptions) => {
        sent.push(input);
        return take(input, options);
      };
      return { sent, ...(await openShop(databases.shop, { ...databases.client, take: noting })) };
    }

    it('keeps a command for as long as it is sent', async () => {
      const slow = await openAnother(async (input, options) => {
        const [lease] = await databases.shop.query<object[]>(
          'SELECT max(due_at) AS ends FROM shop.outbox',
        );
        const isOver = async () => {
          const sql = 'SELECT now() > $1 AS is_over';
          const { ends } = lease as { ends: Date };
          return (await databases.shop.query<[{ is_over: boolean }]>(sql, [ends]))[0].is_over;
        };
        await until(isOver, 'the end of the first lease');
        await expect(shop.store.claim('stock', 1)).resolves.toEqual([]);
        return databases.client.take(input, options);
      });
      // The other process may be sooner.
      for (let i = 0; slow.sent.length === 0; i++) {
        await slow.service.place(`${order} ${i}`);
        await until(async () => slow.sent.length > 0 || (await rows()).length === 0, 'a try');
      }
      await untilEmpty();
      await slow.close();
      expect((await taken()).filter((each) => each === slow.sent[0])).toHaveLength(1);
      expect(slow.sent).toHaveLength(1);
    });

    it('stops although a command is still sent, which is delivered by another process', async () => {
      await shop.close();
      const hanging = await openAnother(() => new Promise(() => {}));
      await hanging.service.place(order);
      await until(() => hanging.sent.length === 1, 'a try');
      await hanging.close();
      shop = await openShop(databases.shop, databases.client);
      await untilEmpty();
      await expect(taken()).resolves.toEqual([order]);
    });

    it('tries one at a time while the provider is unavailable', async () => {
      await shop.close();
      const { stock_unavailable: unavailable } = stockContract.errors;
      let isBack = false;
      const times: number[] = [];
      const another = await openAnother(async (input, options) => {
        times.push(performance.now());
        if (!isBack) throw new ServiceError(unavailable);
        return databases.client.take(input, options);
      });
      const orders = Array.from({ length: 100 }, (_, i) => `${order} ${i}`);
      await Promise.all(orders.map((each) => another.service.place(each)));
      await until(() => times.length === AT_ONCE + 4, 'four tries after the first ones');
      // After 0.1, 0.2, 0.4 and 0.8 s. A timer may end a little sooner.
      expect(times.at(-1)! - times[AT_ONCE - 1]!).toBeGreaterThan(1_450);
      isBack = true;
      await untilEmpty();
      expect((await taken()).sort()).toEqual(orders.sort());
      await another.close();
      shop = await openShop(databases.shop, databases.client);
    });

    it('is not held up by commands without an answer, also while the provider is unavailable', async () => {
      await shop.close();
      const hanging = AT_ONCE / 2 + 1;
      let isBack = false;
      const another = await openAnother((input, options) => {
        if (/ [0-8]$/.test(input)) return new Promise(() => {});
        if (isBack) return databases.client.take(input, options);
        return Promise.reject(new ServiceError(stockContract.errors.stock_unavailable));
      });
      for (let i = 0; i < hanging; i++) await another.service.place(`${order} ${i}`);
      await until(() => another.sent.length === hanging, 'tries that get no answer');
      await another.service.place(order);
      await until(() => another.sent.length > hanging + 1, 'a second try of the next one');
      isBack = true;
      await until(async () => (await rows()).length === hanging, 'a delivery');
      await another.close();
      shop = await openShop(databases.shop, databases.client);
      await untilEmpty();
    });

    it('claims nothing more when the process is about to stop', async () => {
      await shop.close();
      const another = await openAnother(databases.client.take);
      await another.service.place(`${order} before`);
      await untilEmpty();
      another.readiness.drain();
      await another.service.place(order);
      shop = await openShop(databases.shop, databases.client);
      await untilEmpty();
      expect(another.sent).toEqual([`${order} before`]);
      await another.close();
    });

    it('is shared by processes without doubling', async () => {
      const others = await Promise.all([1, 2].map(() => openAnother(databases.client.take)));
      const orders = Array.from({ length: 100 }, (_, i) => `${order} ${i}`);
      await Promise.all(orders.map((each, i) => others[i % 2]!.service.place(each)));
      await untilEmpty();
      expect((await taken()).sort()).toEqual(orders.sort());
      const sent = others.flatMap((other) => other.sent);
      expect(new Set(sent).size).toBe(sent.length);
      await Promise.all(others.map((other) => other.close()));
    });

    it('counts in metrics', async () => {
      await sellOut();
      await shop.service.place(order);
      await untilParked(1);
      const counts = await shop.store.counts();
      expect(counts).toEqual([{ contract: 'stock', pending: 0, parked: 1, oldestSeconds: 0 }]);
      shop.metrics.outboxes.count('shop', counts);
      const values = shop.metrics.all.flatMap((metric) => metric.values());
      const valueOf = (labels: object) =>
        values.find((each) =>
          Object.entries(labels).every(([name, is]) => each.labels[name as never] === is),
        )?.value;
      expect(valueOf({ context: 'shop', contract: 'stock', state: 'parked' })).toBe(1);
      expect(valueOf({ context: 'shop', contract: 'stock', result: 'refused' })).toBeGreaterThan(0);
    });
  });
}

/** A key like another one that was made earlier. */
function keyOfAge(key: string, ageMs: number): string {
  if (ageMs === 0) return key;
  const time = (Date.now() - ageMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${key.slice(13)}`;
}
