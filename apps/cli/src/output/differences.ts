import type { DetailedItem } from '#client';

const FIELDS = [
  ...(['title', 'status', 'notes', 'priority', 'due', 'repeat', 'labels'] as const),
] satisfies (keyof DetailedItem)[];

/**
 * What others have changed of an item, a line for each field.
 *
 * @param seen the item before; without it, the present values of the fields that were to be changed
 */
export function differences(
  seen: DetailedItem | undefined,
  current: DetailedItem,
  wanted: readonly string[],
): string[] {
  if (!seen) {
    const fields = FIELDS.filter((field) => wanted.includes(field));
    return fields.map((field) => `${field} is ${shown(current[field])}`);
  }
  return FIELDS.filter((field) => shown(seen[field]) !== shown(current[field])).map(
    (field) => `${field} was ${shown(seen[field])}, and is ${shown(current[field])}`,
  );
}

const shown = (value: unknown) => JSON.stringify(value);
