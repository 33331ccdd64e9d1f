import { median, percentile, ratios, summarize } from './statistics.js';

describe('statistics of rounds', () => {
  it('takes the middle, or the mean of the two middles', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(median([7])).toBe(7);
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile([3], 99)).toBe(3);
    expect(percentile([1, 2], 50)).toBe(1);
    expect(percentile([], 50)).toBeNaN();
  });

  it('compares round by round', () => {
    expect(ratios([10, 30, 20], [10, 10, 10])).toEqual({ median: 2, lowest: 1, highest: 3 });
    expect(summarize([2, 1])).toEqual({ median: 1.5, lowest: 1, highest: 2 });
  });
});
