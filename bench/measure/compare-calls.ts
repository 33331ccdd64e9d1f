import { ratios, summarize, type Summary } from './statistics.js';

/** Two ways to do the same, each with the name that the report has for it. */
export interface Comparison {
  what: string;
  ours: [name: string, call: (i: number) => unknown];
  other: [name: string, call: (i: number) => unknown];
  /** Whether calls return a promise: each begins after the one before, and there are fewer. */
  isAsync?: boolean;
}

/** Nanoseconds per call of both, and how many times as long the other takes. */
export interface CallFigures {
  ours: Summary;
  other: Summary;
  ratio: Summary;
}

const CALLS = 50_000;
/** Calls that return promises differ by a factor of thousands: a round has as many as fit. */
const ASYNC_ROUND_MS = 100;
const ASYNC_CALLS = 500;
const NS_PER_MS = 1e6;

/** Calls both in turn, in this process, after a round that is not counted. */
export async function compareCalls(
  { ours, other, isAsync }: Comparison,
  rounds: number,
): Promise<CallFigures> {
  const measure = isAsync ? nsPerAsyncCall : nsPerCall;
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const [i, [, call]] of [ours, other].entries()) {
      const ns = await measure(call);
      if (round > 0) times[i]!.push(ns);
    }
  }
  const [own, others] = times;
  return { ours: summarize(own), other: summarize(others), ratio: ratios(others, own) };
}

function nsPerCall(call: (i: number) => unknown): number {
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) call(i);
  return ((performance.now() - start) * NS_PER_MS) / CALLS;
}

async function nsPerAsyncCall(call: (i: number) => unknown): Promise<number> {
  const start = performance.now();
  let [i, ms] = [0, 0];
  while (ms < ASYNC_ROUND_MS) {
    for (const end = i + ASYNC_CALLS; i < end; i++) await call(i);
    ms = performance.now() - start;
  }
  return (ms * NS_PER_MS) / i;
}
