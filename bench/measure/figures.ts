import type { Series } from './rounds.js';
import { ratios, summarize, type Summary } from './statistics.js';

const THOUSAND = 1_000;

export function throughputs({ rounds }: Series): number[] {
  return rounds.map(({ requests, seconds }) => requests / seconds);
}

/** What the table says of a series. */
export interface Figures {
  perSecond: Summary;
  p50Ms: Summary;
  p99Ms: Summary;
  /** Processor seconds of its own processes for 1,000 requests; PostgreSQL's are not in it. */
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

/** How many times the throughput of another the one has, under the same workload. */
export function throughputRatio(one: Series, other: Series): Summary {
  return ratios(throughputs(one), throughputs(other));
}
