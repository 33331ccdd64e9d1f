import { median, percentile, ratioInterval, ratios, summarize } from './statistics.js';

describe('statistics of rounds', () => {
  it('returns the middle, or the mean of the two middles', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(median([7])).toBe(7);
  });

  it('returns percentiles by nearest rank', () => {
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

  it('returns the mean ratio of pairs, and its confidence interval', () => {
    const others = [100, 110, 90, 100, 105, 95, 100];
    const { ratio, low, high } = ratioInterval([110, 112, 100, 109, 118, 103, 112], others);
    expect(ratio).toBeCloseTo(1.09195, 4);
    // t for 6 degrees of freedom is 2.447.
    expect([low, high].map((bound) => Math.abs(Math.log(bound / ratio)))).toEqual([
      expect.closeTo(0.03107, 3),
      expect.closeTo(0.03107, 3),
    ]);
    expect(ratioInterval([2, 2, 2], [1, 1, 1])).toEqual({
      ratio: expect.closeTo(2),
      low: expect.closeTo(2),
      high: expect.closeTo(2),
    });
  });
});
