import { auc } from './auc.js';

describe('auc', () => {
  it.each([
    [[1, 2, 3], [1, 2, 3], 0.5],
    [[4, 5, 6], [1, 2, 3], 1],
    [[1, 2, 3], [4, 5, 6], 0],
    [[1, 3], [2], 0.5],
    [[2, 2, 2], [2], 0.5],
    [[1, 2, 3, 4], [2, 3], 0.5],
    [[3], [1, 2, 3, 4], 0.625],
  ])('of %j and %j is %d', (some, others, expected) => {
    expect(auc(some, others)).toBe(expected);
  });
});
