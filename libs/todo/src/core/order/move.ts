import { keyBetween, keysOf, MAX_KEY_LENGTH } from './keys.js';

/** Where an item is to be: next to another one. */
export type Place = { before: number } | { after: number };

/** The item next to which it is. */
export function neighbourOf(place: Place): number {
  return 'before' in place ? place.before : place.after;
}

/** An item in a list. Those that were never moved have no position: they are last, in the order of their ids. */
export interface Positioned {
  id: number;
  position: string | null;
}

/**
 * The positions that a move changes, by the ids of items: that of the moved one, and of those before it that had none yet.
 * All of the list, evenly, if there is no room, or the key would be longer than {@link MAX_KEY_LENGTH}.
 *
 * @param items of the list, in their order; with the moved one or without it
 * @returns `undefined` if the neighbour is not there
 */
export function planMove(
  items: readonly Positioned[],
  moved: number,
  place: Place,
): Map<number, string> | undefined {
  const others = items.filter(({ id }) => id !== moved);
  const found = others.findIndex(({ id }) => id === neighbourOf(place));
  if (found < 0) return undefined;
  const gap = 'before' in place ? found : found + 1;
  const changes = new Map<number, string>();
  let last: string | undefined;
  for (const { id, position } of others.slice(0, gap)) {
    last = position ?? keyBetween(last, undefined);
    if (position === null) changes.set(id, last);
  }
  const next = others[gap]?.position ?? undefined;
  const key = hasRoom(last, next) ? keyBetween(last, next) : '';
  const isTooLong = [key, ...changes.values()].some(({ length }) => length > MAX_KEY_LENGTH);
  if (key === '' || isTooLong) return spread(others, gap, moved);
  return changes.set(moved, key);
}

/** Equal ones are in the order of their ids: the next one of a repeating item has the position of the item before. */
function hasRoom(last: string | undefined, next: string | undefined): boolean {
  return last === undefined || next === undefined || last < next;
}

/** New positions for all that have one, for those before the gap, and for the moved one in the gap. */
function spread(others: readonly Positioned[], gap: number, moved: number): Map<number, string> {
  const before = others.slice(0, gap);
  const after = others.slice(gap).filter(({ position }) => position !== null);
  const ids = [...before, { id: moved }, ...after].map(({ id }) => id);
  const keys = keysOf(ids.length);
  return new Map(ids.map((id, i) => [id, keys[i]!]));
}
