import type { MoveState } from '#glue/db';
import type { StateRow } from '../place/state.js';

/** A row of a first move to `new`. */
export function row(state: MoveState, over: Partial<StateRow> = {}): StateRow {
  const first = { move: 'first', lineage: 'one', generation: 0, other: 'new', leftAt: null };
  return { ...first, state, ...over };
}
