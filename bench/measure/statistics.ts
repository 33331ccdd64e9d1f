/** The middle of some values; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The value that so many percent of sorted values do not exceed (nearest rank). */
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

/** What two contestants have to each other, round by round: what slowed both counts for neither. */
export function ratios(values: readonly number[], to: readonly number[]): Summary {
  return summarize(values.map((value, round) => value / to[round]!));
}
