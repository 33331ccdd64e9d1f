import type { DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { httpUrl, readConfig, readServerConfig, wholeNumber } from '#glue/config';
import { dataSourceOf, DatabaseModule, outboxOnDatabase } from '#glue/db';
import { HealthModule } from '#glue/health';
import { outboxOf } from '#glue/outbox';
import { randomNumbers } from '#glue/pretended-network';
import { serve } from '#glue/server';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { ShopService } from '../../../../test/demo/shop.service.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { BusyWorkers } from '../../../../test/support/busy-workers.js';
import { clientTokenOf } from '../binding/client-token.js';
import { clientModule } from '../binding/nest-app.js';
import type { Outbox } from './outbox.js';
import { outboxProviders } from './outbox.providers.js';

const CUSTOMERS = 5;

/** Places orders without end: some of them are rolled back, some belong to a customer. */
function producerOf(shop: ShopService, workers: number, random: () => number): BusyWorkers {
  const producer: BusyWorkers = new BusyWorkers(workers, random, () => {
    const customer = Math.floor(CUSTOMERS * random());
    if (random() < 0.5) return shop.placeFor(`customer-${customer}`, producer.beforeCommit);
    return shop.place(`order-${process.pid}-${Date.now()}-${random()}`, {}, producer.beforeCommit);
  });
  return producer;
}

class AppModule {}

/** The shop, in a process of its own, with a stock in another one. */
await serve('shop', () => {
  const own = {
    shape: {
      STOCK_API_URL: httpUrl(),
      SHOP_PRODUCERS: wholeNumber({ min: 0, max: 100, default: 0 }),
      SHOP_SEED: wholeNumber({ min: 0, max: 2 ** 32, default: 1 }),
    },
  };
  const config = readServerConfig({ port: 0 }, [shopDatabase.variables]);
  const { STOCK_API_URL: url, SHOP_PRODUCERS: workers, SHOP_SEED: seed } = readConfig([own]);
  const stock = { url, budgetMs: 1_000, tokens: { token: () => 'shop' } };
  const service = {
    provide: ShopService,
    inject: [dataSourceOf('shop'), outboxOf('shop')],
    useFactory: (source: DataSource, outbox: Outbox) => new ShopService(source, outbox),
  };
  const producer = {
    provide: BusyWorkers,
    inject: [ShopService],
    useFactory: (shop: ShopService) => producerOf(shop, workers, randomNumbers(seed)),
  };
  const module: DynamicModule = {
    module: AppModule,
    imports: [
      HealthModule,
      DatabaseModule.forRoot(shopDatabase, config),
      clientModule(stockContract, clientTokenOf('stock'), stock),
    ],
    providers: [
      ...outboxOnDatabase('shop'),
      ...outboxProviders('shop', [stockContract]),
      service,
      producer,
    ],
  };
  return { config, module };
});
