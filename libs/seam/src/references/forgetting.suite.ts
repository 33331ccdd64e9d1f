import { z } from 'zod';
import type { Reference } from '#glue/references';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import { type OutboxStore, outboxStoreOf } from '#glue/outbox';
import { Canaries } from '../../../../test/support/canaries.js';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import { command } from '../contract/call.js';
import type { ClientOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { Outbox } from '../outbox/outbox.js';
import { BINDINGS, inProcess, type OpenBinding, UNSTORED } from '../testing/bindings.suite.js';
import { crmContract, customers, openCrm } from './crm.suite.js';
import { subjectOf } from './entity.js';
import { OrdersService } from './orders.suite.js';
import { openShop } from './shop.suite.js';

/** A command about a customer, whose input and result are personal. */
const shopContract = defineContract('shop', {
  errors: {},
  calls: {
    greet: command(
      { input: z.object({ customerId: z.int(), email: z.string() }), output: z.string() },
      { subject: ({ customerId }) => subjectOf(customers, customerId) },
    ),
  },
});

class Greetings {
  count = 0;

  async greet({ email }: { email: string }): Promise<string> {
    this.count++;
    return `greeted ${email}`;
  }
}

/** What is stored of commands about an entity, after its deletion. */
export function describeForgetting(where: string, bindings = BINDINGS): void {
  describe.each(bindings)(`commands about a deleted entity, %s, ${where}`, (_name, open) => {
    const canaries = new Canaries();
    let crm: Awaited<ReturnType<typeof openCrm>>;
    let toCrm: OpenBinding<typeof crmContract>;
    let shop: Awaited<ReturnType<typeof openShop>>;
    let toShop: OpenBinding<typeof shopContract>;
    let greetings: Greetings;
    let outbox: Outbox;
    let gone: Reference;
    let other: Reference;
    beforeAll(async () => {
      crm = await openCrm();
      toCrm = await inProcess(crmContract, crm.service, undefined, UNSTORED);
      shop = await openShop(toCrm.client);
      greetings = new Greetings();
      const outcomes = shop.find<OutcomeStore>(outcomesOf('shop'));
      toShop = await open(shopContract, greetings, undefined, outcomes);
      outbox = new Outbox('shop', shop.find<OutboxStore>(outboxStoreOf('shop')), [shopContract]);
      [gone, other] = [await arrive('a'), await arrive('b')];
    }, 60_000);
    afterAll(async () => {
      await shop.close();
      for (const each of [toShop, toCrm, crm]) await each.close();
    });

    const arrive = async (code: string) => {
      const customer = await crm.service.add(code);
      await shop.find(OrdersService).place(customer);
      return customer;
    };
    const client = (): ClientOf<typeof shopContract> => toShop.client;
    const rows = async () => {
      const tables = ['outbox', 'commands'].map((name) =>
        shop.dataSource.query<{ row: string }[]>(`SELECT t::text AS row FROM shop.${name} t`),
      );
      return (await Promise.all(tables)).flat().map(({ row }) => row);
    };
    const personal = async () => canaries.foundIn((await rows()).join('\n'));

    it('is removed, but its keys have no second effect', async () => {
      const input = { customerId: gone.id, email: canaries.next() };
      const kept = { customerId: other.id, email: 'b@example.com' };
      const [first, second] = [newIdempotencyKey(), newIdempotencyKey()];
      await client().greet(input, { idempotencyKey: first });
      await client().greet(kept, { idempotencyKey: second });
      await shop.dataSource.transaction(async (manager) => {
        const subject = subjectOf(customers, gone.id);
        await outbox.put(manager, shopContract.calls.greet, input, { subject });
        await outbox.put(manager, shopContract.calls.greet, kept, {
          subject: subjectOf(customers, other.id),
        });
      });
      expect(await personal()).toHaveLength(2);

      await crm.service.remove({ ...gone, uniqueId: 'an earlier one' });
      await shop.handler.catchUp();
      expect(await personal()).toHaveLength(2);

      await crm.service.remove(gone);
      await shop.handler.catchUp();
      expect(await personal()).toEqual([]);
      expect(await rows()).toHaveLength(3);
      const again = client().greet(input, { idempotencyKey: first });
      await expect(again).rejects.toMatchObject({ code: 'command_completed' });
      expect(await client().greet(kept, { idempotencyKey: second })).toBe('greeted b@example.com');
      expect(greetings.count).toBe(2);
    });
  });
}
