import { distribution, OTHER_METHODS, successes, total } from './answers.js';

const ANSWERS = { register: { 201: 3, 400: 2 }, [OTHER_METHODS]: { 405: 7 } };

describe('the answers to requests generated from an API document', () => {
  it('are counted without those of undocumented methods', () => {
    expect(total(ANSWERS)).toBe(5);
  });

  it('are grouped by operation and status', () => {
    expect(successes(ANSWERS.register)).toBe(3);
    expect(distribution(ANSWERS)).toBe(
      '  register         201: 3, 400: 2\n  (other methods)  405: 7',
    );
  });
});
