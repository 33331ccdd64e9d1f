import type { RunningContestant } from '../contestants/contestant.js';
import { readEach } from '../measure/read-each.js';
import { oneRound } from '../measure/rounds.js';
import { ratios, summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import type { Stage } from '../stage.js';
import type { Visitor } from '../tokens.js';
import { getAll } from '../workloads/requests.js';
import { MANY_TOKENS, type Workload } from '../workloads/workload.js';

/** Lists that the client has already, beside whole ones, of the same users in turn. */
export async function runNotModified(stage: Stage): Promise<void> {
  const { contestants, database, report, rounds, visitors } = stage;
  report.progress('lists that have not changed');
  await database.renewSessions();
  const monolith = await stage.start(contestants.monolith);
  const unchanged = withTags(await tagsOf(monolith, visitors));
  const [whole, none]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds.rounds; round++) {
    const a = await oneRound(MANY_TOKENS, monolith, rounds);
    const b = await oneRound(unchanged, monolith, rounds);
    if (round === 0) continue; // for the compilers
    whole.push(a.requests / a.seconds);
    none.push(b.requests / b.seconds);
  }
  report.section(
    'Lists with If-None-Match',
    `200: ${spread(summarize(whole))} per second, 304: ${spread(summarize(none))}`,
    { whole, none },
  );
  report.targets.push({ what: '304 ÷ 200', goal: { least: 1.3 }, measured: ratios(none, whole) });
}

function withTags(tags: ReadonlyMap<Visitor, string>): Workload {
  return {
    ...MANY_TOKENS,
    name: 'get/all with If-None-Match',
    status: 304,
    requests: (visitors) =>
      visitors.map((visitor) => {
        const request = getAll(visitor);
        const headers = { ...request.headers, 'if-none-match': tags.get(visitor)! };
        return { ...request, headers };
      }),
  };
}

async function tagsOf({ url }: RunningContestant, visitors: readonly Visitor[]) {
  const tags = new Map<Visitor, string>();
  await readEach(url('todo'), visitors, (visitor, { headers }) =>
    tags.set(visitor, headers.get('etag')!),
  );
  return tags;
}
