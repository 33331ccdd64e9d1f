import type { DataSource } from 'typeorm';

/** Where the tables of a context are, or will be. */
export interface TableLocation {
  context: string;
  /** The PostgreSQL schema, and its variable. */
  schema: string;
  schemaVariable: string;
  urlVariable: string;
  /** The table that records the migrations. */
  migrationsTable: string;
}

export interface LocatedDataSource extends DataSource {
  readonly location: TableLocation;
}

/** A migration before which the tables of a version without schemas are moved. */
export interface MovingMigration {
  readonly name: string;
  readonly moves: readonly string[];
}

/** The migration of a context that requires moved tables, if there is one. */
export function movingMigration({ migrations }: DataSource): MovingMigration | undefined {
  const moving = migrations.find((each) => 'moves' in each);
  return moving && { name: moving.constructor.name, moves: moving.moves as string[] };
}

/** A name, quoted for SQL. */
export function quoted(...names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
