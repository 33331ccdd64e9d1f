import { Logger } from '@nestjs/common';
import { type DatabaseOptions, openMigratedDataSource } from '#glue/db';
import { migrations as authMigrations } from '#migrations/auth';
import { migrations as todoMigrations } from '#migrations/todo';

/** The place of the tables of a context: at a URL, or embedded in a folder. */
export type Place = Pick<DatabaseOptions, 'url' | 'dataDir'>;

const SHARED = { urlVariable: 'BENCH_DB_URL', entities: [], maxConnections: 1 };

Logger.overrideLogger(['warn', 'error', 'fatal']);

/** Creates the tables of auth by the product's migrations. */
export function openAuth(place: Place) {
  return openMigratedDataSource({
    ...SHARED,
    ...place,
    context: 'auth',
    migrations: authMigrations,
  });
}

/** Creates the tables of todo by the product's migrations. */
export function openTodo(place: Place) {
  return openMigratedDataSource({
    ...SHARED,
    ...place,
    context: 'todo',
    migrations: todoMigrations,
  });
}
