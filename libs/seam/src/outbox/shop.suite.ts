import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { dataSourceOf, type DatabaseOutbox, outboxOnDatabase } from '#glue/db';
import { ReadinessService } from '#glue/health';
import { Metrics } from '#glue/metrics';
import { outboxOf, outboxStoreOf } from '#glue/outbox';
import { ShopService } from '../../../../test/demo/shop.service.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import type { ClientOf } from '../contract/client-of.js';
import { clientTokenOf } from '../binding/client-token.js';
import type { Outbox } from './outbox.js';
import { outboxProviders } from './outbox.providers.js';

/** A process of the demo shop, which takes goods of the stock by its outbox. */
export interface Shop {
  service: ShopService;
  outbox: Outbox;
  store: DatabaseOutbox;
  readiness: ReadinessService;
  metrics: Metrics;
  /** Stops its deliveries. */
  close(): Promise<void>;
}

/** Starts a shop on a database, whose stock is elsewhere. */
export async function openShop(
  source: DataSource,
  client: ClientOf<typeof stockContract>,
): Promise<Shop> {
  // Several processes of a test share it: closing one must not close it.
  Object.assign(source, { onApplicationShutdown: undefined });
  const metrics = new Metrics({ service: 'shop', version: '', node: '', contexts: 'shop' });
  class ShopModule {}
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    {
      module: ShopModule,
      providers: [
        ReadinessService,
        { provide: Metrics, useValue: metrics },
        { provide: dataSourceOf('shop'), useValue: source },
        { provide: clientTokenOf('stock'), useValue: client },
        ...outboxOnDatabase('shop'),
        ...outboxProviders('shop', [stockContract]),
      ],
    },
    { logger: false },
  );
  await app.init();
  const outbox = app.get<Outbox>(outboxOf('shop'));
  return {
    service: new ShopService(source, outbox),
    outbox,
    store: app.get<DatabaseOutbox>(outboxStoreOf('shop')),
    readiness: app.get(ReadinessService),
    metrics,
    close: () => app.close(),
  };
}
