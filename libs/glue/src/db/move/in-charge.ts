import type { MoveRow } from './move-row.js';

/** What is known of an address: its row, that it has none, or that it cannot be read. */
export type Seen = MoveRow | 'none' | 'unreachable';

const NOT_IN_CHARGE = -1;

/**
 * Which of the addresses of a context is in charge of its data: the one of the newest generation. The
 * first one is in charge if nothing was ever moved.
 *
 * @returns its index; `undefined` if none of them is, as far as they can be read
 */
export function inCharge(seen: readonly Seen[]): number | undefined {
  const generations = seen.map((each, index) => generationOf(each, index, seen));
  const newest = Math.max(NOT_IN_CHARGE, ...generations);
  return newest === NOT_IN_CHARGE ? undefined : generations.indexOf(newest);
}

function generationOf(each: Seen, index: number, all: readonly Seen[]): number {
  if (each === 'unreachable') return NOT_IN_CHARGE;
  if (each === 'none') return index === 0 ? 0 : NOT_IN_CHARGE;
  if (each.state === 'active' || each.state === 'leaving') return each.generation;
  return each.state === 'arriving' && wasHandedOver(each, all) ? each.generation : NOT_IN_CHARGE;
}

function wasHandedOver({ move }: MoveRow, all: readonly Seen[]): boolean {
  return all.some(
    (other) => typeof other === 'object' && other.state === 'left' && other.move === move,
  );
}
