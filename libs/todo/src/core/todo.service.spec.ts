import type { ConnectedToDo, TodoDal, UserRef } from '../dal/todo.dal.js';
import { TodoService } from './todo.service.js';

const USER: UserRef = { id: 1, uniqueId: 'u-1' };

/** A store of one user that lets a test take items away between finding and removing them. */
class ItemsInMemory implements TodoDal {
  constructor(
    readonly items: ConnectedToDo[],
    private readonly gone: number[] = [],
  ) {}

  create = () => Promise.reject(new Error('not used'));
  update = () => Promise.resolve(false);
  list = () => Promise.resolve({ pending: '[]', done: '[]' });
  findByTitle = (_: UserRef, title: string) =>
    Promise.resolve(this.items.filter((item) => item.title === title));
  remove = (_: UserRef, { id }: { id: number }) => {
    const index = this.items.findIndex((item) => item.id === id);
    if (index < 0 || this.gone.includes(id)) return Promise.resolve(false);
    this.items.splice(index, 1);
    return Promise.resolve(true);
  };
}

const item = (id: number, status: 'PENDING' | 'DONE', role: 'owner' | 'member'): ConnectedToDo => ({
  id,
  title: 'code',
  status,
  role,
});

describe('TodoService', () => {
  it('deletes owned before shared, then done before pending, then the oldest', async () => {
    const dal = new ItemsInMemory([
      item(1, 'DONE', 'member'),
      item(2, 'PENDING', 'owner'),
      item(3, 'PENDING', 'owner'),
      item(4, 'DONE', 'owner'),
      item(5, 'DONE', 'owner'),
      item(6, 'PENDING', 'member'),
    ]);
    const service = new TodoService(dal);
    const order: number[] = [];
    while (dal.items.length > 0) {
      const before = dal.items.map(({ id }) => id);
      await service.deleteByTitle(USER, 'code');
      order.push(...before.filter((id) => !dal.items.some((each) => each.id === id)));
    }
    expect(order).toEqual([4, 5, 2, 3, 1, 6]);
  });

  it('takes the next one when another request was faster', async () => {
    const dal = new ItemsInMemory([item(1, 'DONE', 'owner'), item(2, 'PENDING', 'owner')], [1]);
    await new TodoService(dal).deleteByTitle(USER, 'code');
    expect(dal.items.map(({ id }) => id)).toEqual([1]);
  });

  it('answers item_not_found when there is nothing to delete or update', async () => {
    const service = new TodoService(new ItemsInMemory([item(1, 'DONE', 'owner')], [1]));
    const expected = { code: 'item_not_found', status: 404 };
    await expect(service.deleteByTitle(USER, 'other')).rejects.toMatchObject(expected);
    await expect(service.deleteByTitle(USER, 'code')).rejects.toMatchObject(expected);
    await expect(service.update(USER, item(9, 'DONE', 'owner'))).rejects.toMatchObject(expected);
  });
});
