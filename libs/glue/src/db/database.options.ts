import type { MigrationInterface } from 'typeorm';
import type { ServerConfig } from '../config/index.js';

export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** The context: names the data source, the migrations table and the embedded directory. */
  context: string;
  /** The PostgreSQL schema of its tables, if its name differs from the context's. */
  schema?: string;
  /** PostgreSQL URL; the embedded database without one. */
  url: string | undefined;
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
    maxConnections: values[maxConnectionsVariable] as number,
    dataDir: config.DATA_DIR,
    isProduction: values['NODE_ENV'] === 'production',
  };
}
