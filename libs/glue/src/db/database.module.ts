import { type Abstract, type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ServerConfig } from '../config/index.js';
import { ReadinessService } from '../health/index.js';
import { METRICS, type Metrics } from '../metrics/index.js';
import { checkDatabase } from './database-readiness.js';
import { type ContextDatabase, databaseOptions } from './database.options.js';
import { poolOf } from './move/switch-pool.js';
import { openMigratedDataSource } from './open-data-source.js';
import { RetryingDataSource } from './retrying-data-source.js';

/**
 * The database of one context: a TypeORM data source named after it, migrated at start, checked by
 * `/readyz`, closed after the last request. `onDatabase` builds on it.
 */
@Module({})
export class DatabaseModule {
  static forRoot(database: ContextDatabase, config: Pick<ServerConfig, 'DATA_DIR'>): DynamicModule {
    const options = databaseOptions(database, config);
    const source = dataSourceOf(options.context);
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: source,
          inject: [METRICS],
          useFactory: async (metrics?: Metrics) =>
            observeDatabase(options.context, await openMigratedDataSource(options), metrics),
        },
        {
          provide: `${options.context}-readiness`,
          inject: [ReadinessService, source],
          useFactory: (readiness: ReadinessService, opened: DataSource) =>
            readiness.register(`${options.context}_database`, () => checkDatabase(opened)),
        },
      ],
      exports: [source],
    };
  }
}

/** The Nest token of the TypeORM data source of a context. */
export function dataSourceOf(context: string): string {
  return `${context}_data_source`;
}

export function onDatabase<T extends object>(
  context: string,
  port: Abstract<T> | string,
  open: (source: DataSource) => T,
): FactoryProvider<T> {
  return {
    provide: port,
    inject: [dataSourceOf(context)],
    useFactory: open,
  };
}

/** Adds the database of a context to the metrics, if there are any. */
function observeDatabase(
  context: string,
  source: DataSource,
  metrics: Metrics | undefined,
): DataSource {
  if (!metrics || !(source instanceof RetryingDataSource)) return source;
  metrics.databases.pool(context, () => poolOf(source));
  source.observeShared = metrics.databases.sharedStatements(context);
  return source;
}
