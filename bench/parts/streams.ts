import { setTimeout as delay } from 'node:timers/promises';
import type { RunningContestant } from '../contestants/contestant.js';
import { itemIdsOf } from '../database/profile.js';
import { OpenStreams } from '../measure/open-streams.js';
import { residentMbOf } from '../measure/proc.js';
import { summarize } from '../measure/statistics.js';
import { short } from '../report/numbers.js';
import type { Stage } from '../stage.js';

const STREAMS = 5_000;
const CHANGES = 500;
/** Longer than between two signs of life. */
const SETTLE_MS = 12_000;
const KB_PER_MB = 1_024;

/**
 * The memory of streams that nothing happens to, and how long a change at one process takes to a client of another, of
 * which each user has as many.
 */
export async function runStreams(stage: Stage): Promise<void> {
  const { contestants, visitors, database, report } = stage;
  report.progress(`${STREAMS} streams`);
  await database.renewSessions();
  const [one, other] = [await contestants.monolith.start(), await contestants.monolith.start()];
  const before = await residentMbOf(one.pids, 'VmRSS');
  const streams = await OpenStreams.open(one.url('todo'), visitors, STREAMS);
  await delay(SETTLE_MS);
  const kilobytes = ((await residentMbOf(one.pids, 'VmRSS')) - before) * (KB_PER_MB / STREAMS);
  const times = await latencies(stage, streams, other);
  streams.close();
  await Promise.all([one.stop(), other.stop()]);
  await database.reset();
  const [p50, p99] = [at(times, 0.5), at(times, 0.99)];
  report.section(
    `${STREAMS} idle streams, and ${CHANGES} changes at another process`,
    `${short(kilobytes)} kB of memory per stream; a change arrives after ${short(p50)} ms (p50), ${short(p99)} ms (p99)`,
    { kilobytes, p50, p99 },
  );
  report.targets.push(
    { what: 'kB per idle stream', goal: { most: 40 }, measured: summarize([kilobytes]) },
    { what: 'ms to another process, p99', goal: { most: 150 }, measured: summarize([p99]) },
  );
}

/** From the request until the event, in milliseconds. */
async function latencies(
  { visitors, database }: Stage,
  streams: OpenStreams,
  other: RunningContestant,
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const { userId, token } = visitors[i % visitors.length]!;
    const title = `change ${i} of the benchmark`;
    const arrival = streams.arrival(title);
    const startedAt = performance.now();
    await fetch(`${other.url('todo')}/api/v1/update`, {
      method: 'PATCH',
      headers: { token, 'content-type': 'application/json' },
      body: JSON.stringify({ id: itemIdsOf(userId, database.profile)[0], title }),
    });
    times.push((await arrival) - startedAt);
  }
  return times.sort((a, b) => a - b);
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(sorted.length * part)]!;
}
