import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { reasonOf, StartError } from '../errors/index.js';
import { toEmbedded, toServer } from './connection-options.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedDatabase } from './embedded/embedded-database.js';
import { openInCharge } from './move/open-in-charge.js';
import { RetryingDataSource } from './retrying-data-source.js';
import { runMigrations } from './run-migrations.js';
import { sqlName } from './schema/schema-name.js';
import { NestTypeormLogger } from './typeorm-logger.js';

/**
 * Connects to the database of a context, embedded or not. Destroying the data source closes the
 * embedded database too.
 *
 * @throws StartError that names the variable
 */
export async function openDataSource(options: DatabaseOptions): Promise<DataSource> {
  if (options.url || options.nextUrl) {
    return openInCharge(options, (url, urlVariable) => {
      const listenUrl = url === options.url ? options.listenUrl : undefined;
      const address = { ...options, url, urlVariable, listenUrl };
      return connect(address, toServer(address));
    });
  }
  const embedded = await EmbeddedDatabase.open(options.dataDir, options.context);
  try {
    return await connect(options, toEmbedded(embedded.address), embedded);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** {@link openDataSource}, with the schema brought up to date. */
export async function openMigratedDataSource(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = await openDataSource(options);
  try {
    await runMigrations(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    if (error instanceof StartError) throw error;
    throw new StartError(
      `${options.urlVariable}: the tables of ${options.context} cannot be brought up to date: ` +
        `${reasonOf(error)}. Check that the user may create tables in this database, ` +
        'and that it was not written by a newer version.',
      { cause: error },
    );
  }
}

async function connect(
  database: DatabaseOptions,
  { extra, ...connection }: ReturnType<typeof toServer | typeof toEmbedded>,
  embedded?: EmbeddedDatabase,
): Promise<RetryingDataSource> {
  const written = sqlName(database.context);
  const { context, schema = written, urlVariable, schemaVariable } = database;
  const logger = new NestTypeormLogger(context);
  const migrationsTable = `${written}_migrations`;
  const options: DataSourceOptions = {
    type: 'postgres',
    driver: pg, // TypeORM would search it by name, outside the bundle
    ...connection,
    extra: { ...extra, ...(schema !== written && { renamedSchema: { written, schema } }) },
    schema,
    migrations: [...database.migrations],
    migrationsTableName: migrationsTable,
    installExtensions: false,
    logging: ['warn'],
    logger,
    // The end of an idle connection is not an error: a request that needs one gets its own error.
    poolErrorHandler: ({ message }: Error) => logger.log('info', `idle connection: ${message}`),
  };
  const location = { context, schema, schemaVariable, urlVariable, migrationsTable };
  const dataSource = new RetryingDataSource(options, location, embedded, database.isProduction);
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw unreachable(urlVariable, error);
  }
}

function unreachable(urlVariable: string, error: unknown): StartError {
  return new StartError(
    `${urlVariable}: no connection to PostgreSQL: ${reasonOf(error)}. Check the URL and that the ` +
      `server is up, or leave ${urlVariable} unset for the embedded database.`,
    { cause: error },
  );
}
