import type { Table } from '../place/catalog.js';
import type { Place } from '../place/place.js';

/** The two addresses of a move, and the tables that both have. */
export interface Pair {
  source: Place;
  target: Place;
  tables: readonly Table[];
  sequences: readonly string[];
  /** The migrations that both have run. */
  migrations: readonly string[];
}

/** The keys of changed rows, by table. */
export type Keys = Map<Table, string[]>;

/** Parts of a list, of at most `size`. */
export function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
}
