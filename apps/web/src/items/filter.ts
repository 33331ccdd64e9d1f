import type { ShownItem } from './operations.js';

/** The list to show. It is part of the address, so that it can be linked to. */
export type Shown = 'all' | 'pending' | 'done';

const PATHS: Record<Shown, string> = { all: '/', pending: '/pending', done: '/done' };
const QUERY = 'q';

/** The filter in an address; `undefined` if the address is not a list. */
export function readFilter({ pathname, searchParams }: URL) {
  const shown = (Object.keys(PATHS) as Shown[]).find((each) => PATHS[each] === pathname);
  return shown && { shown, query: searchParams.get(QUERY) ?? '' };
}

/** The address of a filter. */
export function filterAddress(shown: Shown, query: string): string {
  return PATHS[shown] + (query && `?${new URLSearchParams({ [QUERY]: query }).toString()}`);
}

/** Items whose title contains every word of the query, ignoring case and accents. */
export function search(items: ShownItem[], query: string): ShownItem[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ title }) => {
    const folded = fold(title);
    return words.every((word) => folded.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
