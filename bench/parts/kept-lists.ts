import { onPostgres } from '../contestants/on-postgres.js';
import { BenchDatabase } from '../database/bench-database.js';
import { ALL_VISIT } from '../database/profile.js';
import { residentMbOf } from '../measure/proc.js';
import { CONNECTIONS } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import { short } from '../report/numbers.js';
import type { Stage } from '../stage.js';
import { type Visitor, visitorsOf } from '../tokens.js';
import { getAll } from '../workloads/requests.js';

const FEW = 1_000;
/** `LIST_CACHE_MB`, and as much for V8, which collects late. */
const MOST_MB = 128;
const MOST_GROWTH = 1.05;

/** The memory of a monolith after the lists of a few users, of 100,000, and of these again. */
export async function runKept({ report, server, cleanup }: Stage): Promise<void> {
  report.progress(`the lists of ${ALL_VISIT.users.toLocaleString('en')} users`);
  const database = await BenchDatabase.create(server, ALL_VISIT, cleanup);
  const monolith = await onPostgres(database, cleanup).monolith.start();
  const url = monolith.url('todo');
  const visitors = visitorsOf(ALL_VISIT);
  const few = visitors.slice(0, FEW);
  const sizes: number[] = [];
  // As many requests each time: what V8 has not collected is the same.
  for (const who of [
    Array.from({ length: visitors.length / FEW }, () => few).flat(),
    visitors,
    visitors,
  ]) {
    await readLists(url, who);
    sizes.push(await residentMbOf(monolith.pids, 'VmRSS'));
  }
  await monolith.stop();
  const [before, first, second] = sizes as [number, number, number];
  report.section(
    'Resident memory after as many lists',
    `of ${FEW} users ${short(before)} MB, of ${visitors.length} ${short(first)} MB, of these again ${short(second)} MB`,
    { before, first, second },
  );
  report.targets.push(
    {
      what: 'MB more with lists of 100,000 users',
      goal: { most: MOST_MB },
      measured: summarize([first - before]),
    },
    {
      what: 'resident after these again ÷ before',
      goal: { most: MOST_GROWTH },
      measured: summarize([second / first]),
    },
  );
}

async function readLists(url: string, visitors: readonly Visitor[]): Promise<void> {
  let next = 0;
  const readSome = async () => {
    while (next < visitors.length) {
      const { path, headers } = getAll(visitors[next++]!);
      const answer = await fetch(url + path, { headers });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, readSome));
}
