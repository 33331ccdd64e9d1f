import type { MigrationInterface } from 'typeorm';
import {
  type ConfigPart,
  listenUrl,
  listenVariable,
  nextUrl,
  nextVariable,
  postgresUrl,
  schemaName,
  type ServerConfig,
  variablePrefix,
  wholeNumber,
} from '../config/index.js';
import { sqlName } from './schema/schema-name.js';

export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** The context: names the data source, the migrations table and the embedded directory. */
  context: string;
  /** The PostgreSQL schema of its tables, if its name differs from the context's. */
  schema?: string;
  /** PostgreSQL URL; the embedded database without one. */
  url: string | undefined;
  /** A second address: that of the data before or after a move. The one in charge is used. */
  nextUrl?: string | undefined;
  /** The address of `url` at which notifications arrive, if that is another one. */
  listenUrl?: string | undefined;
  /** The id of a move that may open the copy that it makes. */
  move?: string;
  /** The variables of the URL and of the schema, for messages to the operator. */
  urlVariable: string;
  schemaVariable: string;
  /** The pool size for PostgreSQL; the embedded database always has one connection. */
  maxConnections: number;
  dataDir: string;
  migrations: readonly MigrationClass[];
  /** Whether a call to another context inside a transaction is a warning, unless embedded. */
  isProduction?: boolean;
}

/** The database of a context, and the variables that configure it. */
export interface ContextDatabase extends Pick<
  DatabaseOptions,
  'context' | 'urlVariable' | 'schemaVariable' | 'migrations'
> {
  maxConnectionsVariable: string;
  variables: ConfigPart;
}

/**
 * The database of a context: `BILLING_DB_URL` and so on of `billing`.
 *
 * @param prefix of the variables
 */
export function contextDatabase(
  context: string,
  migrations: readonly MigrationClass[],
  prefix = variablePrefix(context),
): ContextDatabase {
  const urlVariable = `${prefix}_DB_URL`;
  const schemaVariable = `${prefix}_DB_SCHEMA`;
  const maxConnectionsVariable = `${prefix}_MAX_CONNECTIONS`;
  const shape = {
    [urlVariable]: postgresUrl().meta({
      description:
        `The PostgreSQL of ${context}, such as \`postgres://user:password@host:5432/database\`; contexts ` +
        'may share one. Percent-encode special characters in the password.',
      unset: 'an embedded database in `DATA_DIR`',
    }),
    [nextVariable(urlVariable)]: nextUrl(context),
    [listenVariable(urlVariable)]: listenUrl(context),
    [schemaVariable]: schemaName(sqlName(context)).meta({
      description:
        'The PostgreSQL schema of its tables. The first start creates it, if the user has the right.',
    }),
    [maxConnectionsVariable]: wholeNumber({ min: 1, max: 1000, default: 10 }).meta({
      description:
        'The connection pool size per process, 1 to 1000. An embedded database always has one.',
    }),
  };
  const names = { urlVariable, schemaVariable, maxConnectionsVariable };
  return { context, migrations, ...names, variables: { shape } };
}

/** The database of a context, as the environment configures it. */
export function databaseOptions(
  { maxConnectionsVariable, ...database }: ContextDatabase,
  config: Pick<ServerConfig, 'DATA_DIR'>,
): DatabaseOptions {
  const values: Record<string, unknown> = { ...config };
  return {
    ...database,
    schema: values[database.schemaVariable] as string,
    url: values[database.urlVariable] as string | undefined,
    nextUrl: values[nextVariable(database.urlVariable)] as string | undefined,
    listenUrl: values[listenVariable(database.urlVariable)] as string | undefined,
    maxConnections: values[maxConnectionsVariable] as number,
    dataDir: config.DATA_DIR,
    isProduction: values['NODE_ENV'] === 'production',
  };
}
