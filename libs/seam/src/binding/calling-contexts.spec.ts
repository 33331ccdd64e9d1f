import { type DynamicModule, Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { composeApp, type Context } from '#glue/context';
import { contextDatabase } from '#glue/db';
import { defineErrors } from '#glue/errors';
import { MemoryOutcomes, outcomesOf } from '#glue/transaction';
import { command, query } from '../contract/call.js';
import type { ClientOf, IncomingCall, ServiceOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import { clientTokenOf } from './client-token.js';
import { kernelOf } from './kernel-of.js';

const rates = defineContract('rates', {
  errors: defineErrors({}),
  calls: {
    caller: query({ input: z.null(), output: z.string() }),
    audit: query({ input: z.null(), output: z.string(), callers: ['bills'] }),
    raise: command({ input: z.int(), output: z.string() }),
  },
});

const KEY = newIdempotencyKey();
const CLIENT = Symbol('the client of rates');
const kernel = kernelOf(rates, CLIENT, { heading: 'Rates' });

@Injectable()
class RatesService implements ServiceOf<typeof rates> {
  caller = async (_: null, { caller }: IncomingCall) => caller;
  audit = async (_: null, { caller }: IncomingCall) => caller;
  raise = async (by: number, { caller }: IncomingCall) => `${caller} by ${by}`;
}

class Calling {
  constructor(
    @Inject(CLIENT) readonly client: ClientOf<typeof rates>,
    @Inject(clientTokenOf('rates')) readonly named: ClientOf<typeof rates>,
  ) {}
}

@Injectable()
class Shop extends Calling {}
@Injectable()
class Bills extends Calling {}

@Module({})
class RatesModule {}
@Module({})
class ShopModule {}
@Module({})
class BillsModule {}

function context(name: string, module: DynamicModule, more: Partial<Context> = {}): Context {
  return {
    name,
    heading: name,
    variables: { shape: {} },
    errors: {},
    database: contextDatabase(name, []),
    paths: [],
    uses: [kernel],
    module: () => module,
    ...more,
  };
}

const outcomes = { provide: outcomesOf('rates'), useValue: new MemoryOutcomes() };
const answering = {
  module: RatesModule,
  providers: [RatesService, outcomes],
  exports: [RatesService, outcomes.provide],
};
const answers = { kernel, client: RatesService };
const contexts = {
  rates: async () => context('rates', answering, { uses: [], answers }),
  shop: async () => context('shop', { module: ShopModule, providers: [Shop] }),
  bills: async () => context('bills', { module: BillsModule, providers: [Bills] }),
};

/** Two contexts call a third one, all in one process. */
async function open() {
  const { module } = await composeApp(contexts, { name: 'app', port: 1, description: 'All.' });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  return { shop: app.get(Shop), bills: app.get(Bills), close: () => app.close() };
}

describe('contexts of one process that call the same context', () => {
  let all: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    all = await open();
  });
  afterAll(() => all.close());

  it('call as themselves, by each name of the client', async () => {
    const { shop, bills } = all;
    expect(await shop.client.caller(null)).toBe('shop');
    expect(await bills.client.caller(null)).toBe('bills');
    expect(await shop.named.caller(null)).toBe('shop');
    expect(await bills.named.caller(null)).toBe('bills');
  });

  it('may each call what the contract allows them', async () => {
    await expect(all.bills.client.audit(null)).resolves.toBe('bills');
    await expect(all.shop.client.audit(null)).rejects.toMatchObject({ code: 'caller_not_allowed' });
  });

  it('have keys of their own for commands', async () => {
    const raise = (by: Calling) => by.client.raise(1, { idempotencyKey: KEY });
    expect(await raise(all.shop)).toBe('shop by 1');
    expect(await raise(all.bills)).toBe('bills by 1');
    expect(await raise(all.shop)).toBe('shop by 1');
  });
});
