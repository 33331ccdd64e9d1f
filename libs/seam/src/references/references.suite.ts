import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Reference } from '#glue/references';
import { runTool } from '#glue/tools';
import { waitFor } from '../../../../test/support/wait-for.js';
import { EventFollower } from '../events/event-follower.js';
import type { EventHandler } from '../events/event-handler.js';
import { BINDINGS, type OpenBinding, UNSTORED } from '../testing/bindings.suite.js';
import { crmContract, openCrm } from './crm.suite.js';
import { OrdersService, reconcileOrders } from './orders.suite.js';
import { openShop } from './shop.suite.js';

const WAIT_MS = 10_000;
/** What a second use may cost. */
const MOST_LINES = 25;

/** What `/readyz` says of a handler that cannot apply events. */
async function noteOf(handler: EventHandler): Promise<string | undefined> {
  const follower = new EventFollower(handler, { pollMs: 10, retryMs: 2, tries: 2 });
  follower.start();
  await waitFor(
    async () => follower.note !== undefined,
    WAIT_MS,
    () => 'a note',
  );
  await follower.stop();
  return follower.note;
}

/** What a declared reference means, in every binding. */
export function describeReferences(where: string, bindings = BINDINGS): void {
  describe.each(bindings)(`references, %s, ${where}`, (_name, open) => {
    let crm: Awaited<ReturnType<typeof openCrm>>;
    let binding: OpenBinding<typeof crmContract>;
    let shop: Awaited<ReturnType<typeof openShop>>;
    let orders: OrdersService;
    let printed: string;
    beforeAll(async () => {
      crm = await openCrm();
      binding = await open(crmContract, crm.service, undefined, UNSTORED);
      shop = await openShop(binding.client);
      orders = shop.find(OrdersService);
    }, 60_000);
    afterAll(async () => {
      await shop.close();
      await binding.close();
      await crm.close();
    });
    beforeEach(async () => {
      await crm.service.source.query('TRUNCATE crm.events, crm.customers RESTART IDENTITY');
      await shop.dataSource.query('TRUNCATE shop.orders, shop.customer_refs, shop.event_cursors');
    });

    const sql = (text: string, ...values: unknown[]) =>
      shop.dataSource.query<{ id: number }[]>(text, values);
    const ordersOf = async ({ id }: Reference) =>
      (await sql('SELECT id FROM shop.orders WHERE customer_id = $1', id)).length;
    const insert = ({ id }: Reference) =>
      sql('INSERT INTO shop.orders (customer_id) VALUES ($1)', id);
    const apply = () => shop.handler.catchUp();
    /** A customer of crm with an order. */
    const arrive = async (code: string) => {
      const customer = await crm.service.add(code);
      await orders.place(customer);
      return customer;
    };
    /** The exit code of `npm run reconcile`, and the findings that it has printed. */
    const reconcile = async (...args: string[]) => {
      printed = '';
      const print = async (text: string) => void (printed = text);
      const terminal = { signal: new AbortController().signal, print, ask: async () => undefined };
      const { exit, error } = await runTool(reconcileOrders, args, shop.find, terminal);
      if (error !== undefined) throw new Error(error);
      return [exit, ...printed.split('\n').filter((line) => / {2}(?:re|wo|ne)/.test(line))];
    };
    const finding = (words: string) => expect.stringMatching(new RegExp(words)) as string;

    it('delete the rows of a deleted entity, once, and no others', async () => {
      const [gone, other] = [await arrive('a'), await arrive('b')];
      await crm.service.remove(gone);
      expect(await apply()).toBe(1);
      expect([await ordersOf(gone), await ordersOf(other)]).toEqual([0, 1]);
      await shop.handler.reset();
      expect(await apply()).toBe(1);
      expect([await ordersOf(gone), await ordersOf(other)]).toEqual([0, 1]);
    });

    it('refuse writes for a deleted entity, and for another one with its id', async () => {
      const gone = await arrive('a');
      await crm.service.remove(gone);
      await apply();
      await expect(orders.place(gone)).rejects.toMatchObject({ code: 'customer_deleted' });
      const second = { ...gone, uniqueId: 'b' };
      await expect(orders.place(second)).rejects.toMatchObject({ code: 'customer_replaced' });
      expect(await ordersOf(gone)).toBe(0);
    });

    it('do not apply the deletion of an earlier entity with the id', async () => {
      const customer = await arrive('a');
      await crm.service.remove({ ...customer, uniqueId: 'an earlier one' });
      await apply();
      expect(await ordersOf(customer)).toBe(1);
    });

    it('delete what is being written during the deletion', async () => {
      const customer = await arrive('a');
      const [written, release] = [gate(), gate()];
      const writing = orders.customers.guard(customer, async () => {
        await insert(customer);
        written.open();
        await release.opened;
      });
      await written.opened;
      await crm.service.remove(customer);
      const deleting = apply();
      await untilWaiting(shop.dataSource.options as { url?: string });
      release.open();
      await Promise.all([writing, deleting]);
      expect(await ordersOf(customer)).toBe(0);
    });

    it('keep a restored provider from reusing ids', async () => {
      await arrive('a');
      const last = await arrive('b');
      await crm.service.source.query('TRUNCATE crm.customers RESTART IDENTITY');
      await apply();
      expect((await crm.service.add('c')).id).toBeGreaterThan(last.id);
    });

    it('are reconciled: proven findings are repaired, others need a decision', async () => {
      const [older, gone, lost, sound] = await Promise.all(['a', 'b', 'c', 'd'].map(arrive));
      await sql('DELETE FROM shop.customer_refs WHERE customer_id = $1', older!.id);
      await crm.service.remove(gone!);
      await apply();
      await insert(gone!);
      await crm.service.source.query('DELETE FROM crm.customers WHERE id = $1', [lost!.id]);
      const expected = (how: string) => [
        4,
        finding(`customers with orders whose public id is not stored +1 {2}${how}`),
        finding(`deleted customers who still have orders +1 {2}${how}`),
        finding('customers who are unknown to crm, without a deletion +1 {2}needs a decision'),
      ];
      expect(await reconcile('--dry-run')).toEqual(expected('would be repaired'));
      expect([await ordersOf(gone!), await ordersOf(lost!)]).toEqual([1, 1]);
      expect(await reconcile()).toEqual(expected('repaired'));
      expect([await ordersOf(gone!), await ordersOf(lost!)]).toEqual([0, 1]);
      expect(await reconcile('--delete-unknown', '--force')).toEqual([
        3,
        finding(' 1 {2}repaired'),
      ]);
      expect([await ordersOf(lost!), await ordersOf(sound!), await ordersOf(older!)]).toEqual([
        ...[0, 1, 1],
      ]);
      expect(await reconcile('--dry-run')).toEqual([0]);
      expect(printed).toContain('Checked 2 customers.');
    });

    it('are reconciled after a restore of the provider, once that is accepted', async () => {
      const [again, other] = [await arrive('a'), await arrive('b')];
      await crm.service.remove(again);
      await apply();
      await crm.service.source.query('TRUNCATE crm.events');
      await crm.service.source.query("INSERT INTO crm.customers VALUES ($1, 'a')", [again.id]);
      await expect(apply()).rejects.toMatchObject({ code: 'event_cursor_unknown' });
      expect(await noteOf(shop.handler)).toContain('`npm run reconcile -- --crm-restored`');
      expect(await reconcile()).toEqual([
        4,
        finding('crm lacks the event that was applied here last .*See --crm-restored'),
        finding('customers deleted here who exist at crm +1 {2}needs a decision'),
      ]);
      await reconcile('--crm-restored', '--yes');
      await orders.place(again);
      expect([await ordersOf(again), await ordersOf(other)]).toEqual([1, 1]);
      expect(await reconcile('--dry-run')).toEqual([0]);
    });

    it('are reconciled after events were removed that they had not applied', async () => {
      const [first, missed, kept] = [await arrive('a'), await arrive('b'), await arrive('c')];
      await crm.service.remove(first);
      await apply();
      await crm.service.remove(missed);
      await crm.service.remove(kept);
      await crm.service.source.query('DELETE FROM crm.events WHERE id < 3');
      await expect(apply()).rejects.toMatchObject({ code: 'events_expired' });
      const unknown = (count: number) =>
        finding(`customers who are unknown to crm, .* ${count} {2}needs a decision`);
      expect(await reconcile('--delete-unknown', '--force')).toEqual([
        4,
        finding('events of crm that were removed .* 1 {2}needs a decision.*See --crm-restored'),
        unknown(2),
      ]);
      expect([await ordersOf(missed), await ordersOf(kept)]).toEqual([1, 1]);
      await reconcile('--crm-restored', '--yes');
      expect(await reconcile()).toEqual([
        4,
        finding('events of crm that are not applied here yet +1 {2}repaired'),
        unknown(1),
      ]);
      expect([await ordersOf(missed), await ordersOf(kept)]).toEqual([1, 0]);
      await reconcile('--delete-unknown', '--force');
      expect(await ordersOf(missed)).toBe(0);
    });

    it('give the id of a deleted entity to another one, if nothing is left', async () => {
      const first = await arrive('a');
      await crm.service.remove(first);
      await apply();
      await crm.service.source.query("INSERT INTO crm.customers VALUES ($1, 'b')", [first.id]);
      expect(await reconcile()).toEqual([
        3,
        finding('ids of deleted customers that crm has reused +1 {2}repaired'),
      ]);
      await orders.place({ id: first.id, uniqueId: 'b' });
      expect(await ordersOf(first)).toBe(1);
    });
  });
}

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Until a transaction waits for another one; the embedded database has one at a time. */
async function untilWaiting({ url }: { url?: string }): Promise<void> {
  if (url === undefined) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const waiting = `SELECT FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  await waitFor(
    async () => (await client.query(waiting)).rowCount! > 0,
    WAIT_MS,
    () => 'the deletion to wait',
  ).finally(() => client.end());
}

/** What a second use costs, with its service and without imports. */
export function describeSecondUse(): void {
  it(`costs at most ${MOST_LINES} lines`, () => {
    const text = readFileSync(new URL('./orders.suite.ts', import.meta.url), 'utf8');
    const lines = text.split('\n').filter((line) => /^(?! *$|import|.*\/\*\*)/.test(line));
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  });
}
