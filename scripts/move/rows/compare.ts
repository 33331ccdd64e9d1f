import { MoveError } from '../move-error.js';
import type { Table } from '../place/catalog.js';
import { inParts, type Keys, type Pair } from './pair.js';
import { rowSql } from './row-sql.js';

const PART_KEYS = 5_000;

interface Sum {
  count: string;
  sum: string;
}

/**
 * Compares number and checksum of the rows of each table, within the snapshot of the source.
 *
 * @throws MoveError for one that differs
 */
export async function compareTables({ source, target, tables }: Pair): Promise<void> {
  for (const table of tables) {
    const [there, here] = await Promise.all([
      source.session.query<Sum>(rowSql(source, table).sum),
      target.session.query<Sum>(rowSql(target, table).sum),
    ]);
    assertEqual(table, there[0]!, here[0]!);
  }
}

/** The same for some rows: all others have not changed since they were compared. */
export async function compareKeys({ source, target }: Pair, keys: Keys): Promise<void> {
  for (const [table, all] of keys) {
    for (const part of inParts(all, PART_KEYS)) {
      const [there, here] = await Promise.all([
        source.session.query<Sum>(rowSql(source, table).sumOfKeys, [part]),
        target.session.query<Sum>(rowSql(target, table).sumOfKeys, [part]),
      ]);
      assertEqual(table, there[0]!, here[0]!);
    }
  }
}

function assertEqual({ name }: Table, source: Sum, target: Sum): void {
  if (source.count === target.count && source.sum === target.sum) return;
  throw new MoveError(
    `the copy of ${name} differs: ${target.count} rows, checksum ${target.sum}, instead of ${source.count}, ` +
      `${source.sum}. The old address stays in charge. Run the move with --abort, then again.`,
  );
}
