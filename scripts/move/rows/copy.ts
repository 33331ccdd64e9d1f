import type { Table } from '../place/catalog.js';
import { inSchema, type Place } from '../place/place.js';
import type { Pair } from './pair.js';
import { rowSql } from './row-sql.js';

/** The table that records how much of each table was copied. */
export const PROGRESS = 'move_tables';
const BATCH_ROWS = 2_000;

interface Progress {
  name: string;
  last_key: string | null;
  is_complete: boolean;
}

interface Page {
  row: string;
  key: string;
}

/** Notes that nothing was copied, within the open transaction. */
export async function resetProgress(place: Place, tables: readonly Table[]): Promise<void> {
  const progress = inSchema(place, PROGRESS);
  await place.session.run(
    `CREATE TABLE IF NOT EXISTS ${progress} (name text PRIMARY KEY, last_key text, is_complete boolean NOT NULL)`,
    `DELETE FROM ${progress}`,
  );
  await place.session.query(`INSERT INTO ${progress} SELECT unnest($1::text[]), NULL, false`, [
    tables.map(({ name }) => name),
  ]);
}

/**
 * Copies all rows in batches by primary key, and continues where an earlier run ended. Rows that
 * change meanwhile are copied again in rounds.
 *
 * @returns the number of rows
 */
export async function copyTables(pair: Pair, log: (line: string) => void): Promise<number> {
  const found = await pair.target.session.query<Progress>(
    `SELECT * FROM ${inSchema(pair.target, PROGRESS)} WHERE NOT is_complete`,
  );
  let copied = 0;
  for (const { name, last_key } of found) {
    const table = pair.tables.find((each) => each.name === name)!;
    const rows = await copyTable(pair, table, last_key);
    log(`copied ${name}: ${rows} rows`);
    copied += rows;
  }
  return copied;
}

/** Lets PostgreSQL know the new tables before the first query, which would be planned badly. */
export async function analyzeTables({ target, tables }: Pair): Promise<void> {
  for (const { name } of tables) await target.session.run(`ANALYZE ${inSchema(target, name)}`);
}

async function copyTable(pair: Pair, table: Table, lastKey: string | null): Promise<number> {
  const { page } = rowSql(pair.source, table);
  let [copied, key] = [0, lastKey];
  for (;;) {
    const rows = await pair.source.session.query<Page>(page, [key, BATCH_ROWS]);
    key = rows.at(-1)?.key ?? key;
    const isComplete = rows.length < BATCH_ROWS;
    await store(pair.target, table, rows, {
      name: table.name,
      last_key: key,
      is_complete: isComplete,
    });
    copied += rows.length;
    if (isComplete) return copied;
  }
}

async function store(target: Place, table: Table, rows: Page[], progress: Progress): Promise<void> {
  const { session } = target;
  await session.transaction(async () => {
    await session.query(rowSql(target, table).insert, [rows.map(({ row }) => row)]);
    await session.query(
      `UPDATE ${inSchema(target, PROGRESS)} SET last_key = $2, is_complete = $3 WHERE name = $1`,
      [progress.name, progress.last_key, progress.is_complete],
    );
  });
}
