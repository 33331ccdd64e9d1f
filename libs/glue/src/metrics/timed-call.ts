import { type CallBinding, observed, type ObservedCall } from '../calls/index.js';
import { commonErrors, ServiceError } from '../errors/index.js';
import { outsideTransaction } from '../transaction/index.js';
import type { Metrics } from './metrics.js';
import { Histogram } from './series.js';

const SECONDS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];
const OK = 'ok';
const OTHER = 'other';

/** Does the work of a call, outside of transactions (`outsideTransaction`). */
type Cross = <T>(
  callee: (...args: never[]) => unknown,
  input: unknown,
  work: () => Promise<T>,
) => Promise<T>;

/**
 * How a call leaves its context: outside of transactions, shown to the observers of calls, and timed
 * if there are metrics.
 *
 * @param codes the codes of its errors, besides the common ones; all others count as `other`
 */
export function timedCall(
  metrics: Metrics | undefined,
  call: ObservedCall,
  binding: CallBinding,
  codes: Iterable<string>,
): Cross {
  // What waits for something to happen says nothing about time.
  if (call.waits) return (callee, _input, work) => outsideTransaction(call.fullName, callee, work);
  const timed = metrics ? timer(metrics.calls, call, binding, codes) : undefined;
  return (callee, input, work) => {
    const run = timed ? () => timed(work) : work;
    return observed(call, binding, input, () => outsideTransaction(call.fullName, callee, run));
  };
}

function timer(
  metric: Metrics['calls'],
  { contract, name: call }: ObservedCall,
  binding: CallBinding,
  codes: Iterable<string>,
) {
  const known = new Set([...codes, ...Object.keys(commonErrors)]);
  const timesOf = (code: string) =>
    metric.series({ contract, call, binding, code }, () => new Histogram(SECONDS));
  const answered = timesOf(OK);
  const failed = (error: unknown) => {
    const code = error instanceof ServiceError ? error.code : OTHER;
    return timesOf(known.has(code) ? code : OTHER);
  };
  return <T>(work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1_000;
    const result = work();
    result.then(
      () => answered.observe(seconds()),
      (error: unknown) => failed(error).observe(seconds()),
    );
    return result;
  };
}
