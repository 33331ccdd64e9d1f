/** In the order of their bytes, as the database compares them. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Of a key at an end of the list: more than a list has items. */
const WIDTH = 4;
const COUNT = BASE ** WIDTH;

/** Longer keys are not stored: those of the list are made anew. */
export const MAX_KEY_LENGTH = 64;

/**
 * A key between two keys: a fraction between 0 and 1, of digits without zeros at the end. An equal number of digits
 * lasts for some 14 million items at an end of a list; between two of them a key is a digit longer after about six.
 *
 * @param before less than `after`; `undefined` for the beginning of the list
 * @param after `undefined` for its end
 */
export function keyBetween(before: string | undefined, after: string | undefined): string {
  if (after === undefined) {
    const next = before === undefined ? COUNT >> 1 : numberOf(before) + 1;
    return next < COUNT ? keyOf(next) : midpoint(before!, undefined);
  }
  const previous = before === undefined ? numberOf(after) - 1 : 0;
  return previous > 0 ? keyOf(previous) : midpoint(before ?? '', after);
}

/** So many keys in order, as far from each other as possible. */
export function keysOf(count: number): string[] {
  const step = Math.floor(COUNT / (count + 1));
  return Array.from({ length: count }, (_, i) => keyOf(step * (i + 1)));
}

/** Of the first digits of a key. */
function numberOf(key: string): number {
  const digits = key.slice(0, WIDTH).padEnd(WIDTH, DIGITS[0]);
  return [...digits].reduce((sum, digit) => sum * BASE + DIGITS.indexOf(digit), 0);
}

function keyOf(number: number): string {
  let key = '';
  for (let rest = number, i = 0; i < WIDTH; i++, rest = Math.floor(rest / BASE))
    key = DIGITS[rest % BASE]! + key;
  return key.replace(/0+$/, '');
}

/** The shortest text about halfway; `before` may be empty, as 0. */
function midpoint(before: string, after: string | undefined): string {
  if (after !== undefined) {
    let same = 0;
    while ((before[same] ?? DIGITS[0]) === after[same]) same++;
    if (same > 0) return after.slice(0, same) + midpoint(before.slice(same), after.slice(same));
  }
  const low = before === '' ? 0 : DIGITS.indexOf(before[0]!);
  const high = after === undefined ? BASE : DIGITS.indexOf(after[0]!);
  if (high - low > 1) return DIGITS[Math.round((low + high) / 2)]!;
  if (after !== undefined && after.length > 1) return after[0]!;
  return DIGITS[low]! + midpoint(before.slice(1), undefined);
}
