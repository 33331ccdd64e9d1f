import { oneRound } from '../measure/rounds.js';
import { ratioInterval, summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';
import { MANY_TOKENS } from '../workloads/workload.js';

const MOST = 1.03;

/** The CPU time of a monolith with metrics and without, in turn. */
export async function runMetrics(stage: Stage): Promise<void> {
  const { contestants, database, report, rounds } = stage;
  report.progress('CPU seconds per 1,000 requests, with metrics and without');
  const without = await contestants.monolith.start();
  const measured = await contestants.measured.start();
  await database.renewSessions();
  const cpu = new Map([without, measured].map((each) => [each, [] as number[]]));
  for (let round = 0; round <= rounds.rounds; round++) {
    // Who is first changes, so that a drift of the machine counts for neither.
    const order = round % 2 === 0 ? [without, measured] : [measured, without];
    for (const each of order) {
      const { cpuSeconds, requests } = await oneRound(MANY_TOKENS, each, rounds);
      if (round > 0) cpu.get(each)!.push((cpuSeconds / requests) * 1_000); // 0: for the compilers
    }
  }
  await Promise.all([without.stop(), measured.stop()]);
  const [those, these] = [cpu.get(without)!, cpu.get(measured)!];
  const { ratio, low, high } = ratioInterval(these, those);
  report.section(
    `CPU seconds per 1,000 requests, ${MANY_TOKENS.name}`,
    table(
      ['without metrics', 'with metrics', 'with ÷ without', '95 % interval'],
      [
        [
          spread(summarize(those)),
          spread(summarize(these)),
          ratio.toFixed(3),
          `${low.toFixed(3)}–${high.toFixed(3)}`,
        ],
      ],
    ),
    { without: those, with: these, ratio, low, high },
  );
  report.targets.push({
    what: 'CPU of requests, with metrics ÷ without',
    goal: { most: MOST },
    measured: { median: ratio, lowest: low, highest: high },
  });
}
