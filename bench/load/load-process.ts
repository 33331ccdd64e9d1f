// Sends requests from a separate process: its parent sends a plan, and gets the result.
import { once } from 'node:events';
import autocannon from 'autocannon';
import { cpuSecondsOf } from '../measure/proc.js';
import { percentile } from '../measure/statistics.js';
import type { Limit, LoadPlan, LoadResult } from './load-plan.js';

/** How often autocannon checks whether the time is over. */
const SAMPLE_MS = 50;

/**
 * Sends load until the limit, and records each response time: autocannon rounds to milliseconds.
 */
async function load(plan: LoadPlan, limit: Limit) {
  const latencies: number[] = [];
  let failures = 0;
  const start = performance.now();
  let end = start;
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(optionsOf(plan, limit), (error: Error | null) =>
      error ? reject(error) : resolve(),
    );
    run.on('response', (_client, status, _bytes, ms) => {
      latencies.push(ms);
      if (plan.status ? status !== plan.status : status < 200 || status > 299) failures++;
      end = performance.now();
    });
    run.on('reqError', () => failures++);
  });
  return { latencies: latencies.sort((a, b) => a - b), failures, seconds: (end - start) / 1000 };
}

function optionsOf({ url, connections, requests }: LoadPlan, limit: Limit): autocannon.Options {
  let client = 0;
  const options = {
    url,
    connections,
    sampleInt: SAMPLE_MS,
    requests: requests.slice(0, 1),
    setupClient: (each: autocannon.Client) => {
      const first = Math.floor((client++ * requests.length) / connections);
      each.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
    },
  };
  return 'seconds' in limit
    ? { ...options, duration: limit.seconds }
    : { ...options, amount: limit.requests };
}

async function measure(plan: LoadPlan): Promise<LoadResult> {
  await load(plan, plan.warmUp);
  const cpuBefore = await cpuSecondsOf(plan.pids);
  const { latencies, failures, seconds } = await load(plan, plan.limit);
  return {
    requests: latencies.length,
    seconds,
    failures,
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
    cpuSeconds: (await cpuSecondsOf(plan.pids)) - cpuBefore,
  };
}

const [plan] = (await once(process, 'message')) as [LoadPlan];
process.send!(await measure(plan));
process.disconnect();
