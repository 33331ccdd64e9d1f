import { isSlower } from './judge.js';

const interval = (low: number, high: number) => ({ ratio: (low + high) / 2, low, high });

describe('the judgement of this version beside an earlier one', () => {
  it('passes a version that may be as fast, or nearly', () => {
    expect(isSlower(interval(0.9, 1.02))).toBe(false);
    expect(isSlower(interval(0.9, 0.97))).toBe(false);
    expect(isSlower(interval(1.1, 1.2))).toBe(false);
  });

  it('fails a version that is surely slower', () => {
    expect(isSlower(interval(0.9, 0.969))).toBe(true);
  });

  it('fails a comparison that shows nothing, like a single pair', () => {
    expect(isSlower(interval(NaN, NaN))).toBe(true);
  });
});
