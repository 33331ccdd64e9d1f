import { isInCharge, type MoveRow } from './move-row.js';

/** What is known of an address: its row, that it has none, or that it cannot be read. */
export type Seen = MoveRow | 'none' | 'unreachable';

/** The index of an address, and the generation of the data there. */
export interface InCharge {
  index: number;
  generation: number;
}

/**
 * Which of the addresses of a context is in charge of its data: the one of the newest generation. The
 * first one is in charge if nothing was ever moved, which is known only if all of them were read.
 *
 * @returns `undefined` if none of them is, as far as they can be read
 */
export function inCharge(seen: readonly Seen[]): InCharge | undefined {
  const oldest = newestOf(seen);
  return seen
    .map((each, index) => ({ index, generation: generationOf(each, index, seen) ?? -1 }))
    .filter(({ generation }) => generation >= oldest)
    .reduce<InCharge | undefined>(
      (newest, each) => (each.generation > (newest?.generation ?? -1) ? each : newest),
      undefined,
    );
}

/** The newest generation that the addresses know of: what left one of them is newer elsewhere. */
export function newestOf(seen: readonly Seen[]): number {
  const known = seen.map((each) => {
    if (typeof each !== 'object' || each.state === 'arriving') return 0;
    return each.state === 'left' ? each.generation + 1 : each.generation;
  });
  return Math.max(0, ...known);
}

/**
 * Which address a process uses next. It never changes to data that are not newer than its own, or
 * older than those that it knows of: such an address is empty, or a restored backup.
 *
 * @param newest the newest generation that it has ever known of
 * @returns `undefined` if it should use none of them
 */
export function nextInCharge(
  seen: readonly Seen[],
  current: InCharge,
  newest: number,
): InCharge | undefined {
  const found = inCharge(seen);
  const isOwn = found?.index === current.index;
  if (found && found.generation >= newest && (isOwn || found.generation > current.generation)) {
    return found;
  }
  // The other one was read at the start, and a move from here would have left a row.
  const isUnmoved = seen[current.index] === 'none' && newest === 0;
  return isUnmoved && seen.includes('unreachable') ? current : undefined;
}

function generationOf(each: Seen, index: number, all: readonly Seen[]): number | undefined {
  if (each === 'unreachable') return undefined;
  if (each === 'none') return index === 0 && !all.includes('unreachable') ? 0 : undefined;
  if (isInCharge(each)) return each.generation;
  return each.state === 'arriving' && wasHandedOver(each, all) ? each.generation : undefined;
}

function wasHandedOver({ move }: MoveRow, all: readonly Seen[]): boolean {
  return all.some(
    (other) => typeof other === 'object' && other.state === 'left' && other.move === move,
  );
}
