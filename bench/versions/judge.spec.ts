import { isSlower } from './judge.js';

const interval = (low: number, high: number) => ({ ratio: (low + high) / 2, low, high });

describe('the judgement of this version beside an earlier one', () => {
  it('lets pass what may be as fast, or nearly', () => {
    expect(isSlower(interval(0.9, 1.02))).toBe(false);
    expect(isSlower(interval(0.9, 0.97))).toBe(false);
    expect(isSlower(interval(1.1, 1.2))).toBe(false);
  });

  it('fails what is surely slower', () => {
    expect(isSlower(interval(0.9, 0.969))).toBe(true);
  });

  it('fails what shows nothing, as one pair does', () => {
    expect(isSlower(interval(NaN, NaN))).toBe(true);
  });
});
