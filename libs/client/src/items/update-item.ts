import { ApiError } from '../errors.js';
import type { Schema } from '../operation.types.js';

export type DetailedItem = Schema<'DetailedItem'>;
export type ItemChange = Schema<'PatchItem'>;

/**
 * What to change of an item that has changed meanwhile.
 *
 * @returns `undefined` to change nothing
 */
export type Merge = (current: DetailedItem, change: ItemChange) => ItemChange | undefined;

/** How often an item may change between reading and changing it. */
const ATTEMPTS = 10;

/**
 * Changes an item if it is as it was seen, or what `merge` makes of the present one.
 *
 * @param patch sends one change with the ETag; each call takes a new key
 * @throws ApiError 412 `item_changed` without `merge`, and if the item changes all the time
 */
export async function updateItem(
  item: Pick<DetailedItem, 'etag'>,
  change: ItemChange,
  patch: (etag: string, change: ItemChange) => Promise<DetailedItem>,
  merge?: Merge,
): Promise<DetailedItem> {
  let { etag } = item;
  let next = change;
  for (let attempt = 1; ; attempt++) {
    try {
      return await patch(etag, next);
    } catch (error) {
      const current = currentOf(error);
      if (!current || !merge || attempt === ATTEMPTS) throw error;
      const merged = merge(current, change);
      if (!merged) return current;
      [etag, next] = [current.etag, merged];
    }
  }
}

/** The present item, which the answer to a change of an older one has. */
function currentOf(error: unknown): DetailedItem | undefined {
  if (!(error instanceof ApiError) || error.code !== 'item_changed') return undefined;
  return error.problem.current as DetailedItem | undefined;
}
