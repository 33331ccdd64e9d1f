import type { ItemQuery } from '../../../core/item-query.js';

/** The last item of a page: what it is sorted by, and its id. */
export interface Place {
  key: string;
  id: number;
}

const SEPARATOR = ':';

/** Opaque to clients. It names the order: with another one it has no meaning. */
export function cursorOf({ key, id }: Place, query: ItemQuery): string {
  return Buffer.from([orderOf(query), id, key].join(SEPARATOR)).toString('base64url');
}

/** `undefined` for a text that is no cursor of this order. */
export function placeOf(cursor: string, query: ItemQuery): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, order, id, key] = /^([a-z]+-?):(\d{1,16}):(.*)$/s.exec(text) ?? [];
  if (order !== orderOf(query) || !id || key === undefined || key.includes('\0')) return undefined;
  return { id: Number(id), key };
}

function orderOf({ sort, isDescending }: ItemQuery): string {
  return `${sort}${isDescending ? '-' : ''}`;
}
