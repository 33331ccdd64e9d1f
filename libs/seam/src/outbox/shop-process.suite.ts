import { setTimeout as delay } from 'node:timers/promises';
import type { DynamicModule, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { httpUrl, readConfig, readServerConfig, wholeNumber } from '#glue/config';
import { dataSourceOf, DatabaseModule, outboxOnDatabase } from '#glue/db';
import { HealthModule } from '#glue/health';
import { randomNumbers } from '#glue/pretended-network';
import { serve } from '#glue/server';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { ShopService } from '../../../../test/demo/shop.service.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { clientTokenOf } from '../binding/client-token.js';
import { clientModule } from '../binding/nest-app.js';
import type { Outbox } from './outbox.js';
import { outboxOf, outboxProviders } from './outbox.providers.js';

const CUSTOMERS = 5;
const PAUSE_MS = 20;

/** Places orders without end: some of them are rolled back, some belong to a customer. */
class Producer implements OnApplicationBootstrap, OnModuleDestroy {
  private isOver = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly shop: ShopService,
    private readonly workers: number,
    private readonly random: () => number,
  ) {}

  onApplicationBootstrap(): void {
    this.running = Promise.all(Array.from({ length: this.workers }, () => this.work()));
  }

  onModuleDestroy(): Promise<unknown> {
    this.isOver = true;
    return this.running;
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      // The database is unavailable, or the order is one that fails.
      await this.placeOne().catch(() => undefined);
      await delay(PAUSE_MS * 2 * this.random());
    }
  }

  private placeOne(): Promise<void> {
    const [kind, fails, pause] = [this.random(), this.random() < 0.2, 10 * this.random()];
    const beforeCommit = async () => {
      await delay(pause);
      if (fails) throw new Error('rolled back');
    };
    const customer = Math.floor(CUSTOMERS * this.random());
    if (kind < 0.5) return this.shop.placeFor(`customer-${customer}`, beforeCommit);
    return this.shop.place(`order-${process.pid}-${Date.now()}-${this.random()}`, {}, beforeCommit);
  }
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
    provide: Producer,
    inject: [ShopService],
    useFactory: (shop: ShopService) => new Producer(shop, workers, randomNumbers(seed)),
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
