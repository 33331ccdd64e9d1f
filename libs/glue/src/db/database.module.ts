import { type DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { ServerConfig } from '../config/index.js';
import { ReadinessService } from '../health/index.js';
import { checkDatabase } from './database-readiness.js';
import { type ContextDatabase, databaseOptions } from './database.options.js';
import { openMigratedDataSource } from './open-data-source.js';

/**
 * The database of one context: a TypeORM data source named after it, migrated at
 * start, reported by `/readyz`, closed after the last request. Inject it with
 * `getDataSourceToken(context)`.
 */
@Module({})
export class DatabaseModule {
  static forRoot(database: ContextDatabase, config: Pick<ServerConfig, 'DATA_DIR'>): DynamicModule {
    const options = databaseOptions(database, config);
    const dataSource = TypeOrmModule.forRootAsync({
      name: options.context,
      useFactory: () => ({ type: 'postgres', toRetry: () => false }),
      dataSourceFactory: () => openMigratedDataSource(options),
    });
    return {
      module: DatabaseModule,
      imports: [dataSource],
      providers: [
        {
          provide: `${options.context}-readiness`,
          inject: [ReadinessService, getDataSourceToken(options.context)],
          useFactory: (readiness: ReadinessService, source: DataSource) =>
            readiness.register(`${options.context}_database`, () => checkDatabase(source)),
        },
      ],
      exports: [dataSource],
    };
  }
}
