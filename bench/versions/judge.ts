import type { Interval } from '../measure/statistics.js';

/** What is let pass: rounds differ by as much without a cause. */
export const LEAST_RATIO = 0.97;

/** Whether even the upper end of the interval is below what is let pass, or there is none. */
export function isSlower({ high }: Interval): boolean {
  return !(high >= LEAST_RATIO);
}
