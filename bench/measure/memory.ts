import type { RunningContestant } from '../contestants/contestant.js';
import { CONNECTIONS } from '../load/load-plan.js';
import { runLoad } from '../load/run-load.js';
import type { Visitor } from '../tokens.js';
import type { Profile } from '../database/profile.js';
import { MANY_TOKENS } from '../workloads/workload.js';
import { residentMbOf } from './proc.js';

export const REQUESTS = 100_000;

/** Resident megabytes after 100,000 requests, and after 100,000 more. */
export async function residentAfterLoad(
  { url, pids }: RunningContestant,
  visitors: Visitor[],
  profile: Profile,
): Promise<[number, number]> {
  const sizes: number[] = [];
  for (let i = 0; i < 2; i++) {
    await runLoad({
      url: url('todo'),
      connections: CONNECTIONS,
      requests: MANY_TOKENS.requests(visitors, profile),
      warmUp: { requests: CONNECTIONS },
      limit: { requests: REQUESTS },
      pids,
    });
    sizes.push(await residentMbOf(pids, 'VmRSS'));
  }
  return sizes as [number, number];
}
