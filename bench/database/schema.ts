import { Logger } from '@nestjs/common';
import { contexts } from '#contexts';
import { loadContexts } from '#glue/context';
import { type DatabaseOptions, openMigratedDataSource } from '#glue/db';

/** Where the tables of a context are: at a URL, or embedded in a folder. */
export type Place = Pick<DatabaseOptions, 'url' | 'dataDir'>;

Logger.overrideLogger(['warn', 'error', 'fatal']);

/** The tables of a context, made by the product's migrations. */
export async function openTables(context: string, place: Place) {
  const [loaded] = await loadContexts<string>(contexts, [context]);
  return openMigratedDataSource({
    ...place,
    context,
    migrations: loaded!.database.migrations,
    urlVariable: 'BENCH_DB_URL',
    schemaVariable: 'BENCH_DB_SCHEMA',
    maxConnections: 1,
  });
}
