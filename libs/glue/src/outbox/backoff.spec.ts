import { backoffMs } from './backoff.js';

const LOWEST = () => 0;
const HIGHEST = () => 1 - Number.EPSILON;

describe('backoffMs', () => {
  it('doubles up to a minute', () => {
    const middle = [1, 2, 3, 7, 8, 9, 2_000].map((tries) => backoffMs(tries, 0, () => 0.5));
    expect(middle).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('is random by half', () => {
    expect(backoffMs(3, 0, LOWEST)).toBe(1_000);
    expect(backoffMs(3, 0, HIGHEST)).toBe(3_000);
  });

  it('is no shorter than the other side has said, nor the same for all', () => {
    expect(backoffMs(1, 120, LOWEST)).toBe(120_000);
    expect(backoffMs(1, 120, HIGHEST)).toBe(180_000);
    expect(backoffMs(8, 1, LOWEST)).toBe(30_000);
  });
});
