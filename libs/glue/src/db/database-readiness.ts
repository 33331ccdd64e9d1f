import type { DataSource } from 'typeorm';
import { NotReadyError } from '../health/index.js';
import { migrationNames } from './run-migrations.js';
import { type LocatedDataSource, quoted } from './schema/table-location.js';

/**
 * Checks, by one statement, that the database answers, is writable, and has the newest migration.
 *
 * @throws NotReadyError `read_only` on a standby, and wherever else PostgreSQL accepts no writes.
 */
export async function checkDatabase(dataSource: DataSource): Promise<void> {
  const { schema, migrationsTable } = (dataSource as LocatedDataSource).location;
  const newest = migrationNames(dataSource).at(-1);
  const [state] = await dataSource.query<{ read_only: boolean; migrated: boolean }[]>(
    `SELECT current_setting('transaction_read_only') = 'on' AS read_only,
       EXISTS (SELECT FROM ${quoted(schema, migrationsTable)} WHERE name = $1) AS migrated`,
    [newest],
  );
  if (state!.read_only) throw new NotReadyError('read_only');
  if (!state!.migrated) throw new Error(`migration ${newest} is missing`);
}
