import { MoveError } from '../move-error.js';
import { CHANGES } from '../place/capture.js';
import type { Table } from '../place/catalog.js';
import { inSchema } from '../place/place.js';
import { compareKeys, compareTables } from './compare.js';
import { inParts, type Keys, type Pair } from './pair.js';
import { rowSql } from './row-sql.js';

const PART_ROWS = 5_000;

interface Change {
  id: string;
  tab: string;
  key: string;
}

export interface RoundOptions {
  /** The maximum number of changes; all without it, and then the copy has the state of one snapshot. */
  limit?: number;
  /** Compares the rows of the round, or all rows, with those of the snapshot. */
  compare?: 'round' | 'all';
}

/**
 * Brings rows that changed up to date in the copy, and forgets the changes. The order of changes
 * does not matter: their keys say which rows to read again.
 *
 * @returns the number of changes
 * @throws MoveError if the copy differs
 */
export async function runRound(pair: Pair, { limit, compare }: RoundOptions): Promise<number> {
  const { session } = pair.source;
  const changes = inSchema(pair.source, CHANGES);
  const work = async () => {
    const found = await session.query<Change>(
      `SELECT id::text, tab, key::text FROM ${changes} ORDER BY id LIMIT $1`,
      [limit ?? null],
    );
    const keys = keysOf(pair, found);
    await apply(pair, keys);
    if (compare === 'all') await compareTables(pair);
    else if (compare === 'round') await compareKeys(pair, keys);
    for (const part of inParts(found, PART_ROWS)) {
      await session.query(`DELETE FROM ${changes} WHERE id = ANY($1::bigint[])`, [
        part.map(({ id }) => id),
      ]);
    }
    return found.length;
  };
  return session.transaction(work, 'REPEATABLE READ');
}

/** The number of changes that the copy lacks. */
export async function countChanges(pair: Pair): Promise<number> {
  const [found] = await pair.source.session.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${inSchema(pair.source, CHANGES)}`,
  );
  return Number(found!.count);
}

function keysOf({ tables }: Pair, changes: Change[]): Keys {
  const keys = new Map<Table, Set<string>>();
  for (const { tab, key } of changes) {
    const table = tables.find(({ name }) => name === tab);
    if (!table) throw new MoveError(`the table ${tab} is gone. Run the move again.`);
    keys.set(table, (keys.get(table) ?? new Set()).add(key));
  }
  return new Map([...keys].map(([table, set]) => [table, [...set]]));
}

/** Removes all rows of the keys first, so that no unique value is there twice meanwhile. */
async function apply({ source, target }: Pair, keys: Keys): Promise<void> {
  const parts = [...keys].flatMap(([table, all]) =>
    inParts(all, PART_ROWS).map((part) => ({ table, part })),
  );
  await target.session.transaction(async () => {
    for (const { table, part } of parts) {
      await target.session.query(rowSql(target, table).remove, [part]);
    }
    for (const { table, part } of parts) {
      const rows = await source.session.query<{ row: string }>(rowSql(source, table).byKeys, [
        part,
      ]);
      await target.session.query(rowSql(target, table).insert, [rows.map(({ row }) => row)]);
    }
  });
}
