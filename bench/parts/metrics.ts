import type { Contestant } from '../contestants/contestant.js';
import { oneRound, type RoundOptions } from '../measure/rounds.js';
import { ratioInterval, summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';
import { MANY_TOKENS } from '../workloads/workload.js';

const MOST = 1.03;

/**
 * The CPU time of a monolith with metrics and without, in turn. Both are started anew for each round:
 * two processes of the same code differ by more than metrics cost, for as long as they live.
 */
export async function runMetrics(stage: Stage): Promise<void> {
  const { contestants, database, report, rounds } = stage;
  report.progress('CPU seconds per 1,000 requests, with metrics and without');
  await database.renewSessions();
  const both = [contestants.monolith, contestants.measured];
  const cpu = new Map(both.map((each) => [each, [] as number[]]));
  for (let round = 0; round < rounds.rounds; round++) {
    // Who is first changes, so that a drift of the machine counts for neither.
    for (const each of round % 2 === 0 ? both : both.toReversed()) {
      cpu.get(each)!.push(await cpuPerThousand(each, rounds));
    }
  }
  const [those, these] = both.map((each) => cpu.get(each)!) as [number[], number[]];
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

/** Of a fresh process, whose first round is for the compilers. */
async function cpuPerThousand(contestant: Contestant, rounds: RoundOptions): Promise<number> {
  const running = await contestant.start();
  await oneRound(MANY_TOKENS, running, rounds);
  const { cpuSeconds, requests } = await oneRound(MANY_TOKENS, running, rounds);
  await running.stop();
  return (cpuSeconds / requests) * 1_000;
}
