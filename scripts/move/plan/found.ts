import type { StateRow } from '../place/state.js';

/** One address, as it was found. */
export interface Found {
  name: string;
  row: StateRow | undefined;
}

/** What to do with a copy whose source does not know of it. */
export function ofAnother({ name, row }: Found): string {
  return (
    `${name}: a copy of another move is there, from ${row!.other}. Give that address by --from, with --abort; ` +
    'or drop that schema if you know that it is not in charge.'
  );
}
