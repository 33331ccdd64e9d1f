import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { reasonOf, StartError } from '../errors/index.js';
import { PRODUCT } from '../product/index.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedDatabase } from './embedded/embedded-database.js';
import { LimitedClient } from './limited-client.js';
import { RetryingDataSource } from './retrying-data-source.js';
import { runMigrations } from './run-migrations.js';
import type { Place } from './schema/place.js';
import { ANSWER_LIMIT_MS, CONNECT_TIMEOUT_MS, prepareConnection } from './time-limits.js';
import { NestTypeormLogger } from './typeorm-logger.js';

/** TCP keepalive probes an idle connection after this time. */
const KEEP_ALIVE_MS = 10_000;
/** For the only connection of the embedded database, which runs one statement at a time. */
const EMBEDDED_QUEUE_MS = 15_000;
const CLIENT = { Client: LimitedClient, answerLimitMs: ANSWER_LIMIT_MS };

/**
 * Connects to the database of a context, embedded or not. Destroying the data
 * source closes the embedded database too.
 * @throws StartError that names the variable.
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
    if (error instanceof StartError) throw error;
    throw new StartError(
      `${options.urlVariable}: the tables of ${options.context} cannot be brought up to date: ` +
        `${reasonOf(error)}. Check that the user may create tables in this database, ` +
        'and that it was not written by a newer version.',
      { cause: error },
    );
  }
}

const embeddedSources = new WeakSet<DataSource>();

/** Whether a data source uses an embedded database. */
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
    extra: { ...CLIENT, idleTimeoutMillis: 0, connectionTimeoutMillis: EMBEDDED_QUEUE_MS },
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
    applicationName: `${PRODUCT}-${options.context}`,
    extra: {
      ...CLIENT,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      onConnect: prepareConnection,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    },
  };
}

/** Options of TypeORM, including those of pg. */
interface Connection {
  [option: string]: unknown;
  extra: object;
}

async function connect(
  { context, schema = context, urlVariable, entities, migrations }: DatabaseOptions,
  { extra, ...connection }: Connection,
): Promise<DataSource> {
  const logger = new NestTypeormLogger(context);
  const place = placeOf(context, schema, urlVariable);
  const options: DataSourceOptions = {
    type: 'postgres',
    driver: pg, // TypeORM would search it by name, outside the bundle
    ...connection,
    extra: { ...extra, ...(schema !== context && { renamedSchema: { context, schema } }) },
    schema,
    entities: [...entities] as DataSourceOptions['entities'],
    migrations: [...migrations],
    migrationsTableName: place.noted,
    installExtensions: false,
    logging: ['warn'],
    logger,
    // The end of an idle connection is not an error: a request that needs one gets its own error.
    poolErrorHandler: ({ message }: Error) => logger.log('info', `idle connection: ${message}`),
  };
  const dataSource = new RetryingDataSource(options, place);
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw unreachable(urlVariable, error);
  }
}

function placeOf(context: string, schema: string, urlVariable: string): Place {
  const schemaVariable = urlVariable.replace(/_URL$/, '_SCHEMA');
  return { context, schema, schemaVariable, urlVariable, noted: `${context}_migrations` };
}

function unreachable(urlVariable: string, error: unknown): StartError {
  return new StartError(
    `${urlVariable}: no connection to PostgreSQL: ${reasonOf(error)}. Check the URL and that the ` +
      `server is up, or leave ${urlVariable} unset for the embedded database.`,
    { cause: error },
  );
}
