import { entriesOf, entriesOfList } from './item-actions.js';

const HOME = { address: '192.0.2.7', device: 'Firefox on Windows' };
const ACTOR = { userId: 1, uniqueId: 'u-1', ...HOME };

describe('the entries of an action', () => {
  it('have the address in that of the actor only', () => {
    const entry = { actor: 'u-1', action: 'item_shared', object: 'item:7' };
    expect(entriesOf('item_shared', ACTOR, 7, [2])).toEqual([
      { ...entry, subject: 'user:1', ...HOME },
      { ...entry, subject: 'user:2' },
    ]);
  });

  it('name the list of each user by the own id', () => {
    const entry = { actor: 'u-1', action: 'list_shared' };
    expect(entriesOfList('list_shared', ACTOR, 3, [{ userId: 2, listId: 9 }])).toEqual([
      { ...entry, object: 'list:3', subject: 'user:1', ...HOME },
      { ...entry, object: 'list:9', subject: 'user:2' },
    ]);
  });
});
