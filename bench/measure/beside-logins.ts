import type { RunningContestant } from '../contestants/contestant.js';
import { runLoad } from '../load/run-load.js';
import { MANY_TOKENS, LOGIN } from '../workloads/workload.js';
import { oneRound, type RoundOptions } from './rounds.js';
import { ratios, type Summary } from './statistics.js';

export const LOGINS_AT_ONCE = 50;
/** The time of a round beside the measurement: the logins must last that long. */
const AROUND_SECONDS = 3;

/** p99 of get/all with 50 logins in flight at any time, and without, in turn. */
export async function p99BesideLogins(
  contestant: RunningContestant,
  options: RoundOptions,
): Promise<{ without: number[]; beside: number[]; ratio: Summary }> {
  const [without, beside]: [number[], number[]] = [[], []];
  const round = async () => (await oneRound(MANY_TOKENS, contestant, options)).p99Ms;
  await round();
  for (let i = 0; i < options.rounds; i++) {
    without.push(await round());
    const logins = logIn(contestant, options);
    beside.push(await round());
    await logins;
  }
  return { without, beside, ratio: ratios(beside, without) };
}

function logIn({ url, pids }: RunningContestant, { visitors, profile, seconds }: RoundOptions) {
  return runLoad({
    url: url('auth'),
    connections: LOGINS_AT_ONCE,
    requests: LOGIN.requests(visitors, profile),
    warmUp: { requests: LOGINS_AT_ONCE },
    limit: { seconds: seconds + AROUND_SECONDS },
    pids,
  });
}
