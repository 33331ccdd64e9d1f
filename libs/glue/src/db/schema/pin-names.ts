import type { DataSource, QueryRunner } from 'typeorm';
import { type TableLocation, quoted } from './table-location.js';

/**
 * If a role has the name of the schema, PostgreSQL searches that schema first for names without
 * one, and an earlier version would find the moved tables instead of the placeholders. A setting of
 * the role restricts its new connections to `source`.
 *
 * @returns whether that was necessary
 */
export async function pinNames(
  queryRunner: QueryRunner,
  { schema }: TableLocation,
  source: string,
): Promise<boolean> {
  const [found] = (await queryRunner.query(
    'SELECT $1 = ANY(current_schemas(false)) AS "isHidden", current_database() AS database',
    [schema],
  )) as [{ isHidden: boolean; database: string }];
  if (!found.isHidden) return false;
  await queryRunner.query(
    `ALTER ROLE CURRENT_USER IN DATABASE ${quoted(found.database)} SET search_path = ${quoted(source)}`,
  );
  return true;
}

export async function unpinNames(queryRunner: QueryRunner): Promise<void> {
  const [{ database }] = (await queryRunner.query('SELECT current_database() AS database')) as [
    { database: string },
  ];
  await queryRunner.query(
    `ALTER ROLE CURRENT_USER IN DATABASE ${quoted(database)} RESET search_path`,
  );
}

/** Ends connections from before {@link pinNames}, so that an earlier version reconnects. */
export async function endEarlierConnections(dataSource: DataSource): Promise<void> {
  const { applicationName } = dataSource.options as { applicationName?: string };
  await dataSource.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
       AND application_name = $1`,
    [applicationName],
  );
}
