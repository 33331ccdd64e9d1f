import { onPostgres } from '../contestants/on-postgres.js';
import { BenchDatabase } from '../database/bench-database.js';
import { itemsOf, type Profile } from '../database/profile.js';
import { throughputRatio, throughputs } from '../measure/figures.js';
import { runRounds } from '../measure/rounds.js';
import { ratioInterval, summarize, type Summary } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';
import { visitorsOf } from '../tokens.js';
import { listsWith } from '../workloads/workload.js';

const ITEMS_PER_USER = 20;
const ITEMS = [2_000, 4_000, 12_000, 20_000];
const TOKENS = [100, 200];

/** Lists at one size of the tables. */
interface Measured {
  row: string[];
  monolith: Summary;
  toPeer: Summary;
}

/**
 * Lists of small installations, whose tables PostgreSQL has analyzed or not: it plans by the size
 * of a table, and a plan for a small table may be slow on a slightly larger one.
 */
export async function runSizes(stage: Stage): Promise<void> {
  const measured: Measured[] = [];
  for (const items of ITEMS) {
    for (const isAnalyzed of [false, true]) {
      stage.report.progress(`${items} items, ${isAnalyzed ? 'analyzed' : 'never analyzed'}`);
      measured.push(...(await measure(stage, items, isAnalyzed)));
    }
  }
  stage.report.section(
    'Small installations: get/all by size',
    table(
      ['items', 'analyzed', 'tokens', 'monolith', 'peer (a)', 'monolith ÷ it', '95 % interval'],
      measured.map(({ row }) => row),
    ),
    measured,
  );
  const slowest = measured.reduce((a, b) => (a.toPeer.median < b.toPeer.median ? a : b));
  const medians = measured.map(({ monolith }) => monolith.median);
  stage.report.targets.push(
    {
      what: 'get/all ÷ peer (a), at its worst size',
      goal: { least: 1.5 },
      measured: slowest.toPeer,
    },
    {
      what: 'get/all at its slowest size ÷ at its fastest',
      goal: { least: 0.85 },
      measured: summarize([Math.min(...medians) / Math.max(...medians)]),
    },
  );
}

async function measure(stage: Stage, items: number, isAnalyzed: boolean): Promise<Measured[]> {
  const { server, cleanup, rounds } = stage;
  const users = items / ITEMS_PER_USER;
  const profile: Profile = { name: `of_${items}`, users, itemsPerUser: ITEMS_PER_USER };
  const database = await BenchDatabase.create(server, profile, cleanup, isAnalyzed);
  const { monolith, a } = onPostgres(database, cleanup);
  const running = [await monolith.start(), await a.start()];
  const measured: Measured[] = [];
  // Not more tokens than users.
  for (const tokens of TOKENS.filter((count) => count <= users)) {
    const visitors = visitorsOf(profile).slice(0, tokens);
    const [own, peer] = await runRounds(listsWith(tokens), running, {
      ...rounds,
      visitors,
      profile,
    });
    const [these, those] = [throughputs(own!), throughputs(peer!)];
    const { ratio, low, high } = ratioInterval(these, those);
    const row = [
      itemsOf(profile).toLocaleString('en'),
      isAnalyzed ? 'yes' : 'never',
      `${tokens}`,
      spread(summarize(these)),
      spread(summarize(those)),
      ratio.toFixed(2),
      `${low.toFixed(2)}–${high.toFixed(2)}`,
    ];
    measured.push({ row, monolith: summarize(these), toPeer: throughputRatio(own!, peer!) });
  }
  for (const each of running) await each.stop();
  return measured;
}
