import type { AllItems, ItemChange } from '../api/items.js';
import { applyOperations, type Operation } from './operations.js';

const item = (id: number, status: 'PENDING' | 'DONE' = 'PENDING') => ({
  id,
  title: `t${id}`,
  status,
});
const LIST: AllItems = { pending: [item(1), item(3)], done: [item(2, 'DONE')], tag: 'e-1' };
const add = (temporaryId: number): Operation => ({ kind: 'add', title: 'new', temporaryId });
const change = (id: number, what: ItemChange): Operation => ({
  kind: 'update',
  id,
  title: `t${id}`,
  change: what,
});
const tick = (id: number) => change(id, { status: 'DONE' });
const shown = (operations: Operation[], hidden: number[] = []) => {
  const { pending, done } = applyOperations(LIST, operations, new Set(hidden));
  return { pending: pending.map(({ id }) => id), done: done.map(({ id }) => id) };
};

describe('applyOperations', () => {
  it('shows the newest first', () => {
    expect(shown([])).toEqual({ pending: [3, 1], done: [2] });
  });

  it('shows an added item at the top, newest first, and as unconfirmed', () => {
    expect(shown([add(-1), add(-2)])).toEqual({ pending: [-2, -1, 3, 1], done: [2] });
    expect(applyOperations(LIST, [add(-1)], new Set()).pending[0]).toEqual({
      id: -1,
      title: 'new',
      status: 'PENDING',
      isNew: true,
    });
  });

  it('applies changes in their order', () => {
    expect(shown([tick(3)])).toEqual({ pending: [1], done: [3, 2] });
    expect(shown([tick(3), change(3, { status: 'PENDING' })])).toEqual({
      pending: [3, 1],
      done: [2],
    });
  });

  it('changes only the fields of the operation', () => {
    const renamed = applyOperations(LIST, [tick(3), change(3, { title: 'new' })], new Set());
    expect(renamed.done[0]).toMatchObject({ id: 3, title: 'new', status: 'DONE' });
  });

  it('does not restore an item that was deleted meanwhile', () => {
    expect(shown([tick(9)])).toEqual({ pending: [3, 1], done: [2] });
  });

  it('omits hidden items', () => {
    expect(shown([], [3, 2])).toEqual({ pending: [1], done: [] });
  });
});
