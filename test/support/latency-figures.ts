/** The value below which a part of the values is, such as 0.99 of them. */
export function percentile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * values.length)]!;
}

/** The median and the 99th percentile of times in milliseconds, in words. */
export function figures(values: number[]): string {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}
