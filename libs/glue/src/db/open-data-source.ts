import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { StartError } from '../errors/index.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedDatabase } from './embedded-database.js';
import { RetryingDataSource } from './retrying-data-source.js';
import { runMigrations } from './run-migrations.js';
import { NestTypeormLogger } from './typeorm-logger.js';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

/**
 * Connects to the database of a context, embedded or not. Destroying the data
 * source closes the embedded database too.
 *
 * @throws StartError that names the variable at fault.
 */
export async function openDataSource(options: DatabaseOptions): Promise<DataSource> {
  return options.url ? connect(options, remote(options)) : openEmbedded(options);
}

/** {@link openDataSource}, with the schema brought up to date. */
export async function openMigratedDataSource(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = await openDataSource(options);
  try {
    await runMigrations(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw new StartError(
      `${options.urlVariable}: the tables of ${options.context} cannot be brought up to date: ` +
        `${(error as Error).message}. Check that the user may create tables in this database, ` +
        'and that it was not written by a newer version.',
      { cause: error },
    );
  }
}

const embeddedSources = new WeakSet<DataSource>();

/** Whether a data source leads to an embedded database. */
export function isEmbedded(dataSource: DataSource): boolean {
  return embeddedSources.has(dataSource);
}

async function openEmbedded(options: DatabaseOptions): Promise<DataSource> {
  const embedded = await EmbeddedDatabase.open(options.dataDir, options.context);
  const dataSource = await connect(options, {
    ...embedded.address,
    username: 'postgres',
    database: 'postgres',
    poolSize: 1,
    extra: { idleTimeoutMillis: 0 },
  }).catch(async (error: unknown) => {
    await embedded.close();
    throw error;
  });
  embeddedSources.add(dataSource);
  const disconnect = dataSource.destroy.bind(dataSource);
  dataSource.destroy = async () => {
    await disconnect();
    await embedded.close();
  };
  return dataSource;
}

function remote(options: DatabaseOptions) {
  return {
    url: options.url!,
    poolSize: options.maxConnections,
    applicationName: `seam-${options.context}`,
    extra: {
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      keepAlive: true,
    },
  };
}

async function connect(
  { context, urlVariable, entities, migrations }: DatabaseOptions,
  connection: object,
): Promise<DataSource> {
  const dataSource = new RetryingDataSource({
    type: 'postgres',
    driver: pg, // TypeORM would look for it by name, past the bundle
    ...connection,
    entities: [...entities] as DataSourceOptions['entities'],
    migrations: [...migrations],
    migrationsTableName: `${context}_migrations`,
    installExtensions: false,
    logging: ['warn'],
    logger: new NestTypeormLogger(context),
  });
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw new StartError(
      `${urlVariable}: no connection to PostgreSQL: ${reason(error)}. Check the URL and that the ` +
        `server is up, or leave ${urlVariable} unset for the embedded database.`,
      { cause: error },
    );
  }
}

/** Node gives several addresses' failures as one error with an empty message. */
function reason(error: unknown): string {
  const { message, errors } = error as AggregateError;
  return message || (errors ?? []).map((each: Error) => each.message).join('; ');
}
