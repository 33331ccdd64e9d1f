import type { UserRef } from '../../../core/user-ref.js';

/** The last item of a page: what it is sorted by, and its id. */
export interface Place {
  key: string;
  id: number;
}

/** A row of a page, or one beyond it. */
interface PageRow {
  id: number;
  key: string | number;
  /** How many there are, of which those beyond the limit of bytes are omitted. */
  found: number;
}

const SEPARATOR = ':';

/**
 * The rows of a page, of one more than it may have, and the cursor of the next one.
 *
 * @param order as of {@link cursorOf}
 */
export function pageOf<Row extends PageRow>(
  rows: readonly Row[],
  limit: number,
  user: UserRef,
  order: string,
): { shown: Row[]; next: string | undefined } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isLast = !last || last.found === shown.length;
  const next = isLast ? undefined : cursorOf({ key: `${last.key}`, id: last.id }, user, order);
  return { shown, next };
}

/**
 * Opaque to clients. It names the user and the order: for others it has no meaning.
 *
 * @param order letters, and `-` at the end if it is descending
 */
function cursorOf({ key, id }: Place, user: UserRef, order: string): string {
  return Buffer.from([contextOf(user, order), id, key].join(SEPARATOR)).toString('base64url');
}

/** `undefined` for a text that is no cursor of this user and order. */
export function placeOf(cursor: string, user: UserRef, order: string): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, context, id, key] = /^(\d+:[a-z]+-?):(\d{1,16}):(.*)$/s.exec(text) ?? [];
  if (context !== contextOf(user, order) || !id || key === undefined || key.includes('\0'))
    return undefined;
  return { id: Number(id), key };
}

function contextOf({ userId }: UserRef, order: string): string {
  return [userId, order].join(SEPARATOR);
}
