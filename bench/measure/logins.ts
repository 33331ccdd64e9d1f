import type { RunningContestant } from '../contestants/contestant.js';
import { inChild } from '../load/run-load.js';
import { LOGIN } from '../workloads/workload.js';
import { throughputs } from './figures.js';
import { oneRound, type RoundOptions, type Series } from './rounds.js';
import { ratios, type Summary } from './statistics.js';

/** Logins, and hashes of a process that does nothing else, in turn. */
export async function loginsBesideHashes(
  contestant: RunningContestant,
  parallelism: number,
  options: RoundOptions,
): Promise<{ series: Series; hashesPerSecond: number[]; ratio: Summary }> {
  const series: Series = {
    contestant: contestant.name,
    workload: LOGIN.name,
    rounds: [],
    peakMb: NaN,
  };
  const hashesPerSecond: number[] = [];
  await oneRound(LOGIN, contestant, options);
  for (let i = 0; i < options.rounds; i++) {
    series.rounds.push(await oneRound(LOGIN, contestant, options));
    hashesPerSecond.push(await hash(options.seconds, parallelism));
  }
  return { series, hashesPerSecond, ratio: ratios(throughputs(series), hashesPerSecond) };
}

async function hash(seconds: number, parallelism: number): Promise<number> {
  const done = await inChild<{ hashes: number; seconds: number }>('bench/peers/argon2-loop.js', [
    `${seconds}`,
    `${parallelism}`,
  ]);
  return done.hashes / done.seconds;
}
