import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Metrics } from '../metrics/index.js';
import { RetryingDataSource } from './retrying-data-source.js';

/** Adds the database of a context to the metrics, if there are any. */
export function observeDatabase(
  context: string,
  source: DataSource,
  metrics: Metrics | undefined,
): DataSource {
  if (!metrics || !(source instanceof RetryingDataSource)) return source;
  metrics.pool(context, (source.driver as PostgresDriver).master as Pool);
  source.observeShared = metrics.sharedStatements(context);
  return source;
}
