import type { QueryRunner } from 'typeorm';
import { type TableLocation, quoted } from './table-location.js';

export interface Relation {
  name: string;
  /** Its columns as NULLs of their types, for the list of a SELECT. */
  nulls: string;
}

/** SQLSTATE "object not in prerequisite state": every version answers it with 503. */
const UNAVAILABLE = '55000';

/**
 * Leaves views where tables were, for running or later processes of an earlier version: to read one
 * fails when it is planned, even if no row would be read, and PostgreSQL refuses writes to one.
 */
export async function leavePlaceholders(
  queryRunner: QueryRunner,
  location: TableLocation,
  source: string,
  relations: Relation[],
): Promise<void> {
  const moved = quoted(source, movedFunction(location));
  await queryRunner.query(`
    CREATE FUNCTION ${moved}() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $moved$
    BEGIN
      RAISE EXCEPTION USING ERRCODE = '${UNAVAILABLE}', MESSAGE =
        'a newer version has moved the tables of ${location.context} to a schema of their own; '
        'stop this version, and start the newer one';
    END $moved$`);
  for (const { name, nulls } of relations) {
    await queryRunner.query(
      `CREATE VIEW ${quoted(source, name)} AS SELECT ${nulls} WHERE ${moved}()`,
    );
  }
}

/** Drops the views and the function of {@link leavePlaceholders}. */
export async function removePlaceholders(
  queryRunner: QueryRunner,
  location: TableLocation,
  source: string,
): Promise<void> {
  await queryRunner.query(`DROP FUNCTION ${quoted(source, movedFunction(location))}() CASCADE`);
}

function movedFunction({ context }: TableLocation): string {
  return `${context}_moved`;
}
