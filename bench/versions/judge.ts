import type { Interval } from '../measure/statistics.js';

/** The tolerated ratio: rounds differ by as much without a cause. */
export const LEAST_RATIO = 0.97;

/**
 * Whether even the upper end of the interval is below the tolerated ratio, or there is no interval.
 */
export function isSlower({ high }: Interval): boolean {
  return !(high >= LEAST_RATIO);
}
