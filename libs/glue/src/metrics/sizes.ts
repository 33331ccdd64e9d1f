import type { Labels, Metric } from './metric.js';
import { Histogram } from './series.js';

const SIZES = [1, 2, 5, 10, 20, 50, 100];

/** Observes numbers of requests that share one. */
export function sizesIn<L extends string>(metric: Metric<Histogram, L>, labels: Labels<L>) {
  const sizes = metric.series(labels, () => new Histogram(SIZES));
  return (size: number) => sizes.observe(size);
}
