import type { RunningContestant } from '../contestants/contestant.js';
import type { Profile } from '../database/profile.js';
import { CONNECTIONS, type Limit, type LoadResult } from '../load/load-plan.js';
import { runLoad } from '../load/run-load.js';
import type { Visitor } from '../tokens.js';
import type { Workload } from '../workloads/workload.js';
import { residentMbOf } from './proc.js';

/** Before each round: reopens idle connections and prepares statements again. */
const WARM_UP: Limit = { seconds: 0.5 };

/** The results of one contestant under one workload, one per round. */
export interface Series {
  contestant: string;
  workload: string;
  rounds: LoadResult[];
  /** The peak memory of its processes, since they were started. */
  peakMb: number;
}

export interface RoundOptions {
  visitors: Visitor[];
  profile: Profile;
  rounds: number;
  seconds: number;
  /** Called before each round of each contestant. */
  prepare?: () => Promise<void>;
}

/** Loads the contestants in turn, round after round: A B C, A B C, … */
export async function runRounds(
  workload: Workload,
  contestants: RunningContestant[],
  options: RoundOptions,
): Promise<Series[]> {
  const series = contestants.map(({ name }) => ({
    contestant: name,
    workload: workload.name,
    rounds: [] as LoadResult[],
    peakMb: NaN,
  }));
  // The first round is for the compilers of all of them, and does not count.
  for (let round = 0; round <= options.rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      await options.prepare?.();
      const result = await oneRound(workload, contestant, options);
      if (round > 0) series[i]!.rounds.push(result);
      series[i]!.peakMb = await residentMbOf(contestant.pids, 'VmHWM');
    }
  }
  return series;
}

/** One round of one contestant. */
export function oneRound(
  workload: Workload,
  { url, pids }: RunningContestant,
  { visitors, profile, seconds }: RoundOptions,
): Promise<LoadResult> {
  const { requestsPerRound, status } = workload;
  return runLoad({
    url: url(workload.service),
    connections: CONNECTIONS,
    ...(status && { status }),
    requests: workload.requests(visitors, profile),
    warmUp: requestsPerRound ? { requests: requestsPerRound / 10 } : WARM_UP,
    limit: requestsPerRound ? { requests: requestsPerRound } : { seconds },
    pids,
  });
}
