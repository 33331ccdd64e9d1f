import type { Contestant } from '../contestants/contestant.js';
import { onPostgres } from '../contestants/on-postgres.js';
import { BenchDatabase } from '../database/bench-database.js';
import { ALL_VISIT } from '../database/profile.js';
import { residentMbOf } from '../measure/proc.js';
import { readEach } from '../measure/read-each.js';
import { summarize } from '../measure/statistics.js';
import { short } from '../report/numbers.js';
import type { Stage } from '../stage.js';
import { type Visitor, visitorsOf } from '../tokens.js';

const FEW = 1_000;
const MOST_GROWTH = 1.05;
/** Twice as many as are kept. */
const MOST_MB = 128;

/** The memory of a monolith after the lists of a few users, of 100,000, and of these again. */
export async function runKept({ report, server, cleanup }: Stage): Promise<void> {
  report.progress(`the lists of ${ALL_VISIT.users.toLocaleString('en')} users`);
  const database = await BenchDatabase.create(server, ALL_VISIT, cleanup);
  const { monolith, withoutKeptLists } = onPostgres(database, cleanup);
  const none = await sizesOf(withoutKeptLists);
  const kept = await sizesOf(monolith);
  const row = ([few, all, again]: Sizes) =>
    `of ${FEW} users ${short(few)} MB, of all ${short(all)} MB, of all again ${short(again)} MB`;
  report.section(
    'Resident memory after as many lists',
    `kept (LIST_CACHE_MB=64): ${row(kept)}\nnot kept (0): ${row(none)}`,
    { kept, none },
  );
  report.targets.push({
    what: 'MB more with kept lists of 100,000 users',
    goal: { most: MOST_MB },
    measured: summarize([kept[1] - none[1]]),
  });
  report.targets.push({
    what: 'resident after all again ÷ after all',
    goal: { most: MOST_GROWTH },
    measured: summarize([kept[2] / kept[1]]),
  });
}

type Sizes = [few: number, all: number, again: number];

/** As many requests each time: what V8 has not collected is the same. */
async function sizesOf(contestant: Contestant): Promise<Sizes> {
  const running = await contestant.start();
  const visitors = visitorsOf(ALL_VISIT);
  const few = visitors.slice(0, FEW);
  const sizeAfter = async (who: readonly Visitor[]) => {
    await readEach(running.url('todo'), who);
    return residentMbOf(running.pids, 'VmRSS');
  };
  const sizes: Sizes = [
    await sizeAfter(Array.from({ length: visitors.length / FEW }, () => few).flat()),
    await sizeAfter(visitors),
    await sizeAfter(visitors),
  ];
  await running.stop();
  return sizes;
}
