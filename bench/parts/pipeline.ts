import { runRounds, type Series } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';
import { ONE_TOKEN, type Workload } from '../workloads/workload.js';

const US = 1e6;

const HEALTH: Workload = {
  name: 'healthz',
  service: 'todo',
  requests: () => [{ method: 'GET', path: '/healthz', headers: {} }],
};

/**
 * The CPU time of a request that does nothing, beside what it needs at least: Fastify alone, Nest on
 * it, and Fastify with the product's headers, ids and context in plain hooks. And of a list.
 */
export async function runPipeline(stage: Stage): Promise<void> {
  const { contestants, report, rounds } = stage;
  const { bareFastify, bareNest, plainHooks, monolith } = contestants;
  report.progress('CPU time of /healthz');
  const running = await stage.startAll([bareFastify, bareNest, plainHooks, monolith]);
  const health = await runRounds(HEALTH, running, rounds);
  const lists = await runRounds(ONE_TOKEN, running.slice(-1), rounds);
  const rows = [...health, ...lists].map((series) => [
    series.contestant,
    series.workload,
    spread(summarize(microsecondsOf(series))),
  ]);
  report.section('CPU time of a request', table(['contestant', 'request', 'µs'], rows), rows);
}

function microsecondsOf({ rounds }: Series): number[] {
  return rounds.map(({ cpuSeconds, requests }) => (cpuSeconds * US) / requests);
}
