import type { DataSource } from 'typeorm';
import { NotReadyError } from '../health/index.js';
import { isInCharge, MOVE_TABLE, readMoveRow } from './move/move-row.js';
import { cureOf } from './move/open-in-charge.js';
import type { RetryingDataSource } from './retrying-data-source.js';
import { migrationNames } from './run-migrations.js';
import { type LocatedDataSource, quoted } from './schema/table-location.js';

/**
 * Checks that the database answers, is writable, has the newest migration, and is in charge of its
 * data: by one statement, or by two more after a move.
 *
 * @throws NotReadyError `read_only` on a standby, and wherever else PostgreSQL accepts no writes; with
 * the cure where the data were moved to another address
 */
export async function checkDatabase(dataSource: DataSource): Promise<void> {
  const { location } = dataSource as LocatedDataSource;
  const { schema, migrationsTable } = location;
  const newest = migrationNames(dataSource).at(-1);
  const [state] = await dataSource.query<
    { read_only: boolean; moves: boolean; migrated: boolean }[]
  >(
    `SELECT current_setting('transaction_read_only') = 'on' AS read_only,
       to_regclass($2) IS NOT NULL AS moves,
       EXISTS (SELECT FROM ${quoted(schema, migrationsTable)} WHERE name = $1) AS migrated`,
    [newest, quoted(schema, MOVE_TABLE)],
  );
  if (state!.read_only) throw new NotReadyError('read_only');
  const source = dataSource as RetryingDataSource;
  if (state!.moves || source.watch?.problem) await assertInCharge(source);
  if (!state!.migrated) throw new Error(`migration ${newest} is missing`);
}

async function assertInCharge(source: RetryingDataSource): Promise<void> {
  const { location, watch } = source;
  if (watch?.problem) {
    watch.hint();
    throw new NotReadyError(watch.problem);
  }
  const { context, schema, urlVariable } = location;
  const row = await readMoveRow((sql, values) => source.query(sql, values), schema);
  if (!row || isInCharge(row)) return;
  if (!watch?.hasNext) throw new NotReadyError(cureOf(row, context, urlVariable));
  watch.hint();
}
