// npm run bench: measures the product and its peers. See --help.
import { Cleanup } from './cleanup.js';
import { openServer } from './database/open-server.js';
import { HELP, type Options, readOptions } from './options.js';
import { runOnEmbedded } from './parts/on-embedded.js';
import { runOnPostgres } from './parts/on-postgres.js';
import { Report } from './report/report.js';
import { isGrossLoss, targetsTable } from './report/targets.js';

async function run(options: Options, report: Report): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const server = await openServer(cleanup);
    if (server) await runOnPostgres(server, options, report, cleanup);
    else await runOnEmbedded(options, report, cleanup);
  } finally {
    await cleanup.run();
  }
}

/** The end of a run: the targets, and for CI which of them were missed by half. */
async function conclude({ quick, json }: Options, report: Report): Promise<void> {
  if (report.targets.length > 0) report.section('Targets', targetsTable(report.targets));
  if (json) await report.write(json);
  if (!quick) return;
  const lost = report.targets.filter(isGrossLoss);
  for (const { what } of lost) console.log(`FAILED: ${what} is less than half of its target`);
  console.log(`\nTests: ${report.targets.length - lost.length} passed, ${lost.length} failed`);
  if (lost.length > 0) process.exitCode = 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(HELP);
  } else {
    const report = new Report();
    await run(options, report);
    await conclude(options, report);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
