import type { Item } from '../item.js';
import type { ItemsJson } from '../items-json.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import type { ItemsDal } from './items.dal.js';

/** All items of a user, oldest first. Checks that each list has the right items. */
export async function readList(dal: ItemsDal, user: UserRef): Promise<Item[]> {
  const { pending: open, done: closed } = parse(unwrap(await dal.list(user)));
  expect(open.filter(({ status }) => status !== 'PENDING')).toEqual([]);
  expect(closed.filter(({ status }) => status !== 'DONE')).toEqual([]);
  for (const list of [open, closed]) {
    expect(list).toEqual([...list].sort((a, b) => a.id - b.id));
  }
  return [...open, ...closed].sort((a, b) => a.id - b.id);
}

/** The items in the text of a list. */
export function parse(items: ItemsJson): { pending: Item[]; done: Item[] } {
  return JSON.parse(String(items)) as { pending: Item[]; done: Item[] };
}
