import { throughputRatio } from '../measure/figures.js';
import { runRounds, type Series } from '../measure/rounds.js';
import { seriesTable } from '../report/series-table.js';
import type { Stage } from '../stage.js';
import type { Race } from './races.js';

/** Runs one workload on its contestants, and records its targets. */
export async function runRace(race: Race, stage: Stage): Promise<void> {
  const { options, contestants, database, report } = stage;
  const names = options.quick ? race.quick : race.contestants;
  if (names.length === 0) return;
  report.progress(race.workload.name);
  const running = await stage.startAll(names.map((name) => contestants[name]));
  await database.renewSessions();
  const prepare = race.writes ? () => database.reset() : undefined;
  const series = await runRounds(race.workload, running, { ...stage.rounds, prepare });
  if (race.writes) await database.reset();

  const byName = Object.fromEntries(names.map((name, i) => [name, series[i]])) as Partial<
    Record<string, Series>
  >;
  report.section(race.workload.name, seriesTable(series), series);
  for (const { what, one, other, goal } of race.targets) {
    const [measured, against] = [byName[one], byName[other]];
    if (!measured || !against) continue;
    report.targets.push({ what, goal, measured: throughputRatio(measured, against) });
  }
}
