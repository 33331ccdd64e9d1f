import type { ItemChange } from './item.js';
import type { UserRef } from './user-ref.js';
import type { ItemsDal } from './ports/items.dal.js';
import { ItemsJson } from './items-json.js';
import { ItemsService } from './items.service.js';

const USER: UserRef = { userId: 1, uniqueId: 'u-1' };
const ALL = ItemsJson.of([], 'first');

/** A store of one user with one item, with the id 1 and the title `code`. */
const ITEMS: ItemsDal = {
  create: async () => 'done',
  list: async () => ALL,
  update: async (_: UserRef, { id }: ItemChange) => (id === 1 ? 'done' : 'item_missing'),
  removeByTitle: async (_: UserRef, title: string) => (title === 'code' ? 'done' : 'item_missing'),
};

describe('ItemsService', () => {
  const service = new ItemsService(ITEMS);

  it('answers every change with all items', async () => {
    expect(await service.create(USER, { title: 'code', status: 'DONE' })).toBe(ALL);
    expect(await service.update(USER, { id: 1, status: 'DONE' })).toBe(ALL);
    expect(await service.deleteByTitle(USER, 'code')).toBe(ALL);
  });

  it('answers item_not_found when there is nothing to delete or update', async () => {
    const expected = { code: 'item_not_found', status: 404 };
    await expect(service.deleteByTitle(USER, 'other')).rejects.toMatchObject(expected);
    await expect(service.update(USER, { id: 9, status: 'DONE' })).rejects.toMatchObject(expected);
  });
});
