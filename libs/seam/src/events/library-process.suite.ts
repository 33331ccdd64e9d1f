import type { ModuleMetadata } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
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
import { EventFeed, eventFeed } from './event-feed.js';
import { eventFollowers, eventHandlers } from './event-handlers.js';
import {
  add,
  BOOKS_OF_AN_AUTHOR,
  libraryContract,
  libraryDatabase,
  LibraryService,
  Shelf,
} from './library.suite.js';

const AUTHORS = 5;

/** Publishes the next book of a random author without end; some transactions are rolled back. */
function writersOf(source: DataSource, workers: number, random: () => number): BusyWorkers {
  const writers: BusyWorkers = new BusyWorkers(workers, random, () =>
    source.transaction(async (manager) => {
      const author = Math.floor(AUTHORS * random());
      const [{ books }] = await manager.query<[{ books: number }]>(
        `INSERT INTO library.authors VALUES ($1, 1)
         ON CONFLICT (author) DO UPDATE SET books = authors.books + 1 RETURNING books`,
        [author],
      );
      await add(source, author * BOOKS_OF_AN_AUTHOR + books);
      await writers.beforeCommit();
    }),
  );
  return writers;
}

const own = {
  shape: {
    LIBRARY_API_URL: httpUrl().optional(),
    LIBRARY_NUMBERED: z.enum(['published', 'read']).default('published'),
    LIBRARY_WRITERS: wholeNumber({ min: 0, max: 100, default: 0 }),
    LIBRARY_SEED: wholeNumber({ min: 0, max: 2 ** 32, default: 1 }),
  },
};

class AppModule {}

/** A library that others follow, or with an address one that follows the library there. */
await serve('library', () => {
  const config = readServerConfig({ port: 0 }, [libraryDatabase.variables]);
  const { LIBRARY_API_URL: url, LIBRARY_WRITERS, LIBRARY_SEED, ...rest } = readConfig([own]);
  const { LIBRARY_NUMBERED: numberedWhen } = rest;
  const database = DatabaseModule.forRoot(libraryDatabase, config);
  const inject = [dataSourceOf('library')];
  const provider = (): ModuleMetadata => ({
    imports: [CallersModule.register()],
    controllers: [contractController(libraryContract, LibraryService)],
    providers: [
      ...eventsOnDatabase('library', config, { numberedWhen }),
      eventFeed(libraryContract),
      {
        provide: LibraryService,
        inject: [EventFeed],
        useFactory: (feed: EventFeed<typeof libraryContract>) => new LibraryService(feed),
      },
      {
        provide: BusyWorkers,
        inject,
        useFactory: (source: DataSource) =>
          writersOf(source, LIBRARY_WRITERS, randomNumbers(LIBRARY_SEED)),
      },
    ],
  });
  const follower = (at: string): ModuleMetadata => {
    const remote = { url: at, budgetMs: 1_000, tokens: { token: () => 'reader' } };
    return {
      imports: [clientModule(libraryContract, clientTokenOf('library'), remote)],
      providers: [
        cursorsOnDatabase('library'),
        { provide: Shelf, inject, useFactory: (source: DataSource) => new Shelf(source) },
        eventHandlers('library', [Shelf]),
        eventFollowers('library'),
      ],
    };
  };
  const { imports = [], ...parts } = url ? follower(url) : provider();
  return {
    config,
    module: { module: AppModule, imports: [HealthModule, database, ...imports], ...parts },
  };
});
