import type { Cleanup } from '../cleanup.js';
import { BenchDatabase } from '../database/bench-database.js';
import type { Server } from '../database/open-server.js';
import { SMALL } from '../database/profile.js';
import type { Options, Part } from '../options.js';
import type { Report } from '../report/report.js';
import { Stage } from '../stage.js';
import { runCalls } from './calls.js';
import { check } from './check.js';
import { describe, describeFairness } from './describe.js';
import { runGrowth } from './growth.js';
import { runKept } from './kept-lists.js';
import { runKernel } from './kernel.js';
import { runLimit } from './limit.js';
import { runBesideLogins, runLogins } from './login-targets.js';
import { runMemory } from './memory.js';
import { runMetrics } from './metrics.js';
import { runNotModified } from './not-modified.js';
import { runSearch } from './search.js';
import { runPipeline } from './pipeline.js';
import { RACES } from './races.js';
import { runRace } from './run-race.js';
import { runBesideLibraries } from './libraries.js';
import { runStreams } from './streams.js';
import { runSizes } from './sizes.js';
import { runEmbeddedStart, runStart } from './start.js';

type Run = (stage: Stage) => Promise<void>;

/** The measurements of a full run beside its races. */
const OTHERS: [Part, Run][] = [
  ['login', runLogins],
  ['logins-beside', runBesideLogins],
  ['growth', runGrowth],
  ['sizes', runSizes],
  ['start', runStart],
  ['start', (stage) => runEmbeddedStart(stage.report, stage.cleanup, stage.options.rounds)],
  ['memory', runMemory],
  ['kernel', runKernel],
  ['calls', runCalls],
  ['libraries', runBesideLibraries],
  ['limit', runLimit],
  ['metrics', runMetrics],
  ['pipeline', runPipeline],
  ['streams', runStreams],
  ['not-modified', runNotModified],
  ['search', runSearch],
  ['kept-lists', runKept],
];

/** Everything, or one part of it, on a PostgreSQL. */
export async function runOnPostgres(
  { url, origin }: Server,
  options: Options,
  report: Report,
  cleanup: Cleanup,
): Promise<void> {
  report.progress('seeding');
  const database = await BenchDatabase.create(url, SMALL, cleanup);
  const stage = new Stage(url, database, options, report, cleanup);
  await describe(stage, origin);
  await check(stage);
  if (!options.quick) await describeFairness(stage);

  const races: [Part, Run][] = RACES.map((race) => [race.part, () => runRace(race, stage)]);
  const parts = options.quick ? races : [...races, ...OTHERS];
  for (const [part, run] of parts) {
    if (!options.part || options.part === part) await run(stage);
  }
}
