import type { EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';

/** A migration's class, as TypeORM runs it. */
export type MigrationClass = new () => MigrationInterface;

/** The database of one context. */
export interface DatabaseOptions {
  /** The context: names the data source, the migrations table and the embedded directory. */
  context: string;
  /** The PostgreSQL schema of its tables, if it is not called as the context. */
  schema?: string;
  /** PostgreSQL URL; the embedded database without one. */
  url: string | undefined;
  /** The variable that the URL came from, for messages to the operator. */
  urlVariable: string;
  /** Pool size towards a real PostgreSQL; the embedded database always has one connection. */
  maxConnections: number;
  /** Where embedded databases live. */
  dataDir: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: readonly MigrationClass[];
}
