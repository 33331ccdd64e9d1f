import type { ModuleMetadata } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { httpUrl, readConfig, readServerConfig, wholeNumber } from '#glue/config';
import { cursorsOnDatabase, dataSourceOf, DatabaseModule, eventsOnDatabase } from '#glue/db';
import { HealthModule } from '#glue/health';
import { randomNumbers } from '#glue/pretended-network';
import { serve } from '#glue/server';
import { CallersModule } from '../../../../test/demo/callers.module.js';
import { BusyWorkers } from '../../../../test/support/busy-workers.js';
import { clientTokenOf } from '../binding/client-token.js';
import { clientModule } from '../binding/nest-app.js';
import { contractController } from '../http-provider/contract.controller.js';
import { changeAny, Copies, depotContract, depotDatabase, DepotService } from './depot.suite.js';
import { EventFeed, eventFeed } from './event-feed.js';
import { eventFollowers, eventHandlers } from './event-handlers.js';

const PAGE = 2;

const own = {
  shape: {
    DEPOT_API_URL: httpUrl().optional(),
    DEPOT_PARTS: wholeNumber({ min: 1, max: 1_000_000, default: 1 }),
    DEPOT_WRITERS: wholeNumber({ min: 0, max: 100, default: 0 }),
    DEPOT_SEED: wholeNumber({ min: 0, max: 2 ** 32, default: 1 }),
  },
};

class AppModule {}

/** A depot that others follow, or with an address one that copies the parts of the depot there. */
await serve('depot', () => {
  const config = readServerConfig({ port: 0 }, [depotDatabase.variables]);
  const { DEPOT_API_URL: url, DEPOT_PARTS, DEPOT_WRITERS, DEPOT_SEED } = readConfig([own]);
  const database = DatabaseModule.forRoot(depotDatabase, config);
  const inject = [dataSourceOf('depot')];
  const random = randomNumbers(DEPOT_SEED);
  const writersOf = (source: DataSource) =>
    new BusyWorkers(DEPOT_WRITERS, random, () => changeAny(source, DEPOT_PARTS, random));
  const provider = (): ModuleMetadata => ({
    imports: [CallersModule.register()],
    controllers: [contractController(depotContract, DepotService)],
    providers: [
      ...eventsOnDatabase('depot', config),
      eventFeed(depotContract),
      {
        provide: DepotService,
        inject: [EventFeed, ...inject],
        useFactory: (feed: EventFeed<typeof depotContract>, source: DataSource) =>
          new DepotService(feed, source, PAGE),
      },
      { provide: BusyWorkers, inject, useFactory: writersOf },
    ],
  });
  const follower = (at: string): ModuleMetadata => {
    const remote = { url: at, budgetMs: 1_000, tokens: { token: () => 'reader' } };
    return {
      imports: [clientModule(depotContract, clientTokenOf('depot'), remote)],
      providers: [
        cursorsOnDatabase('depot'),
        { provide: Copies, inject, useFactory: (source: DataSource) => new Copies(source) },
        eventHandlers('depot', [Copies]),
        eventFollowers('depot'),
      ],
    };
  };
  const { imports = [], ...parts } = url ? follower(url) : provider();
  return {
    config,
    module: { module: AppModule, imports: [HealthModule, database, ...imports], ...parts },
  };
});
