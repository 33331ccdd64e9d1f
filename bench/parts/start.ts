import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from '../cleanup.js';
import { Product } from '../contestants/product.js';
import { startSeconds } from '../measure/start-time.js';
import { spread } from '../report/numbers.js';
import type { Report } from '../report/report.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';

/** The time from start to ready on existing embedded databases. */
export async function runEmbeddedStart(report: Report, cleanup: Cleanup, times: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(dataDir, { recursive: true, force: true }));
  const monolith = new Product(cleanup, async () => ({ DATA_DIR: dataDir })).monolith();
  await startSeconds(monolith, 1); // creates them
  const measured = await startSeconds(monolith, times);
  report.section('From start to ready, embedded', `monolith, warm: ${spread(measured)} s`);
  report.targets.push({
    what: 'seconds to ready: monolith, warm embedded',
    goal: { most: 1.5 },
    measured,
  });
}

/** The time from start to ready on PostgreSQL, of the product and of its peers. */
export async function runStart({ contestants, report, rounds }: Stage): Promise<void> {
  const { monolith, split, a, c } = contestants;
  const rows: string[][] = [];
  for (const each of [monolith, split, a, c]) {
    report.progress(`starting ${each.name}`);
    const measured = await startSeconds(each, rounds.rounds);
    rows.push([each.name, spread(measured)]);
    if (each !== monolith) continue;
    report.targets.push({
      what: 'seconds to ready: monolith, PostgreSQL',
      goal: { most: 1 },
      measured,
    });
  }
  report.section('From start to ready, PostgreSQL', table(['contestant', 'seconds'], rows), rows);
}
