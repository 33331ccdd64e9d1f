import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { StartError } from '#glue/errors';
import { outboxOf, outboxStoreOf, recipientsOf } from '#glue/outbox';
import { MemoryOutcomes, outcomesOf } from '#glue/transaction';
import { outboxTable } from '../../../../test/demo/outbox-table.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { StockService } from '../../../../test/demo/stock.service.js';
import { clientTokenOf } from '../binding/client-token.js';
import { kernelOf } from '../binding/kernel-of.js';
import type { Outbox } from './outbox.js';
import { outboxProviders } from './outbox.providers.js';

it('a context without a database is refused with an outbox when it starts', async () => {
  const module = {
    module: class FileShopModule {},
    providers: [
      { provide: clientTokenOf('stock'), useValue: {} },
      ...outboxProviders('shop', [stockContract]),
    ],
  };
  const starting = NestFactory.createApplicationContext(module, {
    abortOnError: false,
    logger: false,
  });
  const error: unknown = await starting.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  expect((error as Error).message).toMatch(
    /^shop has an outbox: .* Keep the data of shop in a database/,
  );
});

describe('an outbox to a context that only gets commands', () => {
  class Client {}
  /** @param reached whether its commands arrive; it lists no recipients if absent */
  async function open(reached: boolean | undefined, client?: Client) {
    const useValue = { claim: async () => [], put: async () => undefined };
    const recipients = { provide: recipientsOf('shop'), useValue: { stock: reached } };
    const module = {
      module: class ShopModule {},
      providers: [
        { provide: outboxStoreOf('shop'), useValue },
        ...(client ? [{ provide: clientTokenOf('stock'), useValue: client }] : []),
        ...(reached === undefined ? [] : [recipients]),
        ...outboxProviders('shop', [stockContract]),
      ],
    };
    const options = { abortOnError: false, logger: false } as const;
    const app = await NestFactory.createApplicationContext(module, options);
    const outbox = app.get<Outbox>(outboxOf('shop'));
    await app.close();
    return outbox;
  }
  const put = (outbox: Outbox) =>
    outbox.put({ query: async () => undefined }, stockContract.calls.take, 'order-1');

  it('stores them where they arrive, also in a process without a client', async () => {
    for (const outbox of [await open(true, new Client()), await open(true)]) {
      expect(outbox.reaches(stockContract)).toBe(true);
      await expect(put(outbox)).resolves.toBeUndefined();
    }
  });

  it('stores none where they do not', async () => {
    const outbox = await open(false);
    expect(outbox.reaches(stockContract)).toBe(false);
    await expect(put(outbox)).rejects.toThrow('no command of shop reaches stock here');
  });

  it('is refused without a client if the manifest does not list it', async () => {
    await expect(open(undefined)).rejects.toThrow(/no client of stock: .* in uses or sendsTo/);
  });
});

it('a kernel provides its client under the name of its context too', async () => {
  const TOKEN = Symbol('client');
  class StockModule {}
  const providers = [
    { provide: StockService, useValue: new StockService({} as never) },
    { provide: outcomesOf('stock'), useValue: new MemoryOutcomes() },
  ];
  const exported = providers.map(({ provide }) => provide);
  const placement = { place: 'hosted' as const, exposedTo: [], isAsked: true };
  const kernel = kernelOf(stockContract, TOKEN, { heading: 'The stock' });
  const module = await kernel.module(placement, {} as never, {
    callers: ['shop'],
    local: { module: { module: StockModule, providers, exports: exported }, client: StockService },
    keys: {} as never,
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  expect(app.get(clientTokenOf('stock'))).toBe(app.get(TOKEN));
  await app.close();
});

it('the table in docs/outbox.md is the one that is tested', () => {
  const page = readFileSync(new URL('../../../../docs/outbox.md', import.meta.url), 'utf8');
  const [, sql] = /```sql\n([^`]*)```/.exec(page)!;
  const words = (text: string) =>
    text
      .replace(/--.*$/gm, '')
      .split(/[\s;]+/)
      .filter(Boolean);
  expect(words(sql!)).toEqual(words(outboxTable('orders').join('\n')));
});
