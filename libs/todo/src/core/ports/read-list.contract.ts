import type { Item } from '../item.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import type { ItemsDal } from './items.dal.js';

/** All items of a user, oldest first; and that each list holds what it should. */
export async function readList(dal: ItemsDal, user: UserRef): Promise<Item[]> {
  const { pending, done } = unwrap(await dal.list(user));
  const [open, closed] = [JSON.parse(pending), JSON.parse(done)] as [Item[], Item[]];
  expect(open.filter(({ status }) => status !== 'PENDING')).toEqual([]);
  expect(closed.filter(({ status }) => status !== 'DONE')).toEqual([]);
  for (const list of [open, closed]) {
    expect(list).toEqual([...list].sort((a, b) => a.id - b.id));
  }
  return [...open, ...closed].sort((a, b) => a.id - b.id);
}
