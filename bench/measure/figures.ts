import type { Series } from './rounds.js';
import { ratios, summarize, type Summary } from './statistics.js';

const THOUSAND = 1_000;

export function throughputs({ rounds }: Series): number[] {
  return rounds.map(({ requests, seconds }) => requests / seconds);
}

/** The columns of a series. */
export interface Figures {
  perSecond: Summary;
  p50Ms: Summary;
  p99Ms: Summary;
  /** CPU seconds of its processes per 1,000 requests, without PostgreSQL's. */
  cpuPerThousand: Summary;
  peakMb: number;
}

export function figuresOf(series: Series): Figures {
  const { rounds, peakMb } = series;
  return {
    perSecond: summarize(throughputs(series)),
    p50Ms: summarize(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: summarize(rounds.map(({ p99Ms }) => p99Ms)),
    cpuPerThousand: summarize(
      rounds.map(({ cpuSeconds, requests }) => (cpuSeconds / requests) * THOUSAND),
    ),
    peakMb,
  };
}

/** The throughput of one divided by that of another, under the same workload. */
export function throughputRatio(one: Series, other: Series): Summary {
  return ratios(throughputs(one), throughputs(other));
}
