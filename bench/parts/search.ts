import { onPostgres } from '../contestants/on-postgres.js';
import { BenchDatabase } from '../database/bench-database.js';
import { describeServer } from '../database/describe-server.js';
import { addManyItems, MANY_ITEMS } from '../database/many-items.js';
import { itemsOf, LARGE, type Profile, SMALL } from '../database/profile.js';
import { percentile, ratios, summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import type { Stage } from '../stage.js';
import { visitorsOf } from '../tokens.js';

const REQUESTS = 50;
/** What a person who types does not notice. */
const MOST_MS = 30;
/** Of one customer, of many items, the beginning of a word of all, and of none. */
const TEXTS = ['c4ca4238a0b9', 'order 77', 'c', 'unknown'];

interface Searched {
  search(text: string): Promise<number[]>;
  stop(): Promise<void>;
}

/** Searches of a user with 10,000 items, one at a time, beside 2 million items of others, and beside 20 thousand. */
export async function runSearch(stage: Stage): Promise<void> {
  const { report, rounds } = stage;
  report.progress(`searches beside ${itemsOf(LARGE).toLocaleString('en')} items`);
  const [large, small] = [await prepare(stage, LARGE), await prepare(stage, SMALL)];
  const lines: string[] = [];
  const medians: Record<'large' | 'small', number[]> = { large: [], small: [] };
  for (const text of TEXTS) {
    const times: number[] = [];
    for (let round = 0; round <= rounds.rounds; round++) {
      const [beside, alone] = [await large.search(text), await small.search(text)];
      if (round === 0) continue; // for the compilers
      times.push(...beside);
      medians.large.push(percentile(beside, 50));
      medians.small.push(percentile(alone, 50));
    }
    times.sort((a, b) => a - b);
    lines.push(
      `“${text}”: p50 ${percentile(times, 50).toFixed(1)} ms, p99 ${percentile(times, 99).toFixed(1)} ms`,
    );
  }
  await large.stop();
  await small.stop();
  const about = `all: p50 ${spread(summarize(medians.large))} ms, beside ${itemsOf(SMALL)} items ${spread(summarize(medians.small))} ms`;
  report.section(`Searches in ${MANY_ITEMS} items`, [...lines, about].join('\n'), medians);
  report.targets.push(
    {
      what: 'search beside 2,000,000 items ÷ beside 20,000',
      goal: { most: 1.5 },
      measured: ratios(medians.large, medians.small),
    },
    {
      what: 'search beside 2,000,000 items, p50 in ms',
      goal: { most: MOST_MS },
      measured: summarize(medians.large),
    },
  );
}

async function prepare({ server, cleanup, report }: Stage, profile: Profile): Promise<Searched> {
  const database = await BenchDatabase.create(server, profile, cleanup);
  const [visitor] = visitorsOf(profile);
  await addManyItems(database, visitor!.userId);
  if (profile === LARGE) report.progress((await describeServer(database)).join('; '));
  const running = await onPostgres(database, cleanup).monolith.start();
  const search = async (text: string) => {
    const url = `${running.url('todo')}/api/v2/items?text=${encodeURIComponent(text)}`;
    const times: number[] = [];
    for (let i = 0; i < REQUESTS; i++) {
      const start = performance.now();
      const answer = await fetch(url, { headers: { token: visitor!.token } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`search: ${answer.status}`);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  };
  return { search, stop: () => running.stop() };
}
