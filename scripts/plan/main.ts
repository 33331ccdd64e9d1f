// What would a cut cost? Reads what processes have recorded (RECORD_CALLS), or sends traffic to a
// monolith and records it, and prints what each grouping of the contexts would do to each public route
// (docs/planning.md):
//   npm run plan -- <recording>
//   npm run plan -- --seconds 60 [--compare]
import { copyFile } from 'node:fs/promises';
import { contexts } from '#contexts';
import { StartError } from '#glue/errors';
import { Calibration } from './calibrate/calibrate.js';
import type { Cost } from './model/cost.js';
import { groupingOf } from './model/grouping.js';
import { type Options, readOptions } from './options.js';
import { type Plan, plansOf } from './plans.js';
import { assertUsable } from './recordings/assert-usable.js';
import { readRecordings } from './recordings/read-recording.js';
import type { Recording } from './recordings/recording.js';
import { describeCost, describeRecording } from './report/plan-report.js';
import { comparisonOf, forecastOf } from './report/sections.js';
import { endAll } from './stage/running.js';
import { sendInTurn, Trial } from './trial.js';

/** Calls to measure what a call costs. */
const CALLS = 300;

async function main(options: Options): Promise<void> {
  if (options.files.length > 0) return planFiles(options);
  const plans = plansOf(Object.keys(contexts), options);
  const { seconds, seed, people, isCompared } = options;
  print(`Sending traffic of ${people} people for ${seconds} s (--seed ${seed}) …`);
  const calibration = options.callMs ? undefined : await Calibration.open();
  const trials: Trial[] = [];
  try {
    trials.push(await Trial.open(groupingOf([Object.keys(contexts)]), 0, options));
    for (const { grouping, latencyMs } of isCompared ? plans : [])
      trials.push(await Trial.open(grouping, latencyMs, options));
    await sendInTurn(trials, seconds, async (share) => calibration?.measure(CALLS * share));
    if (options.keep !== undefined) await copyFile(trials[0]!.files[0]!, options.keep);
    const [recording, ...measured] = await Promise.all(trials.map((trial) => trial.read()));
    report(recording!, plans, options, calibration?.cost, measured);
  } finally {
    await calibration?.close();
    await Promise.all(trials.map((trial) => trial.close()));
  }
}

async function planFiles(options: Options): Promise<void> {
  const recording = assertUsable(await readRecordings(options.files));
  const plans = plansOf(Object.keys(recording.contexts), options);
  const calibration = options.callMs ? undefined : await Calibration.open();
  await calibration?.measure(CALLS);
  await calibration?.close();
  report(recording, plans, options, calibration?.cost);
}

/** @param measured what really happened in each plan */
function report(
  recording: Recording,
  plans: readonly Plan[],
  { callMs: given, bytesPerMs }: Options,
  calibrated: Cost['callMs'] | undefined,
  measured: readonly Recording[] = [],
): void {
  const callMs = given ?? calibrated!;
  print(describeRecording(recording), describeCost(callMs, given === undefined));
  plans.forEach((plan, i) => {
    const { routes, text } = forecastOf(plan, recording, { ...plan, callMs, bytesPerMs });
    print('', text);
    if (measured[i]) print('', comparisonOf(routes, measured[i]));
  });
}

function print(...lines: string[]): void {
  console.log(lines.join('\n'));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void endAll().finally(() => process.exit(1)));
}
try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
