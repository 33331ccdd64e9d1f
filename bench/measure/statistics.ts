/** The median. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The percentile of sorted values (nearest rank). */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

/** A figure of several rounds. */
export interface Summary {
  median: number;
  lowest: number;
  highest: number;
}

export function summarize(values: readonly number[]): Summary {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The ratio of two contestants, round by round: noise that hits both cancels out. */
export function ratios(values: readonly number[], to: readonly number[]): Summary {
  return summarize(values.map((value, round) => value / to[round]!));
}

/** A ratio, and its 95 % confidence interval. */
export interface Interval {
  ratio: number;
  low: number;
  high: number;
}

/** The geometric mean of the ratios of pairs, with Student's interval of their logarithms. */
export function ratioInterval(values: readonly number[], to: readonly number[]): Interval {
  const logs = values.map((value, pair) => Math.log(value / to[pair]!));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const half = studentT(logs.length - 1) * Math.sqrt(variance / logs.length);
  return { ratio: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

/** The 97.5 % quantile of Student's t (Abramowitz and Stegun, 26.7.5), within 1 % from 6 degrees on. */
function studentT(degrees: number): number {
  const z = 1.959964;
  return (
    z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
  );
}
