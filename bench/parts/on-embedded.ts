import { join } from 'node:path';
import type { Cleanup } from '../cleanup.js';
import { Product } from '../contestants/product.js';
import { EmbeddedTemplate } from '../database/embedded-template.js';
import { SMALL } from '../database/profile.js';
import { throughputRatio } from '../measure/figures.js';
import { runRounds } from '../measure/rounds.js';
import type { Options } from '../options.js';
import { describeMachine } from '../report/machine.js';
import type { Report } from '../report/report.js';
import { seriesTable } from '../report/series-table.js';
import { visitorsOf } from '../tokens.js';
import { MANY_TOKENS, ONE_TOKEN } from '../workloads/workload.js';
import { runEmbeddedStart } from './start.js';

const LEFT_OUT =
  'No PostgreSQL was given or found: the product runs on its embedded database. The peers need\n' +
  'many connections, which that does not have, so they are left out; and so are writes, as\n' +
  'only its owner can restore the tables. Nothing here says how the product compares.';

/** The measurements that need no PostgreSQL: the product alone, reading. */
export async function runOnEmbedded(
  { quick, rounds, seconds }: Options,
  report: Report,
  cleanup: Cleanup,
): Promise<void> {
  report.section('Machine and database', [...describeMachine(), LEFT_OUT].join('\n'));
  const template = await EmbeddedTemplate.create(SMALL, cleanup);
  const product = new Product(cleanup, async (folder) => {
    await template.copyTo(join(folder, '.data'));
    return {};
  });
  const running = [await product.monolith().start(), await product.split().start()];
  const options = { visitors: visitorsOf(SMALL), profile: SMALL, rounds, seconds };
  for (const workload of quick ? [ONE_TOKEN] : [ONE_TOKEN, MANY_TOKENS]) {
    report.progress(workload.name);
    const series = await runRounds(workload, running, options);
    report.section(workload.name, seriesTable(series), series);
    if (workload !== ONE_TOKEN) continue;
    const measured = throughputRatio(series[1]!, series[0]!);
    report.targets.push({ what: 'split ÷ monolith, get/all', goal: { least: 0.95 }, measured });
  }
  if (!quick) await runEmbeddedStart(report, cleanup, rounds);
}
