import { onPostgres } from '../contestants/on-postgres.js';
import { BenchDatabase } from '../database/bench-database.js';
import { describeServer } from '../database/describe-server.js';
import { itemsOf, LARGE } from '../database/profile.js';
import { oneRound, type RoundOptions } from '../measure/rounds.js';
import { ratios, summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import type { Stage } from '../stage.js';
import { visitorsOf } from '../tokens.js';
import { MANY_TOKENS } from '../workloads/workload.js';

/** The same request with a hundred times as much data, in turn. */
export async function runGrowth(stage: Stage): Promise<void> {
  const { report, server, cleanup, rounds } = stage;
  report.progress(`seeding ${itemsOf(LARGE).toLocaleString('en')} items`);
  const large = await BenchDatabase.create(server, LARGE, cleanup);
  const onLarge = await onPostgres(large, cleanup).monolith.start();
  const onSmall = await stage.start(stage.contestants.monolith);
  await stage.database.renewSessions();

  const many: RoundOptions = { ...rounds, visitors: visitorsOf(LARGE), profile: LARGE };
  const [few, lots]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds.rounds; round++) {
    const a = await oneRound(MANY_TOKENS, onSmall, rounds);
    const b = await oneRound(MANY_TOKENS, onLarge, many);
    if (round === 0) continue; // for the compilers
    few.push(a.p50Ms);
    lots.push(b.p50Ms);
  }
  await onLarge.stop();
  report.section(
    'Growth: get/all with 1,000 tokens',
    [
      ...(await describeServer(large)).slice(2),
      `p50 at ${itemsOf(stage.database.profile)} items: ${spread(summarize(few))} ms, ` +
        `at ${itemsOf(LARGE)}: ${spread(summarize(lots))} ms`,
    ].join('\n'),
    { few, lots },
  );
  report.targets.push({
    what: 'p50 at 2,000,000 items ÷ at 20,000',
    goal: { most: 1.2 },
    measured: ratios(lots, few),
  });
}
