import { REQUESTS, residentAfterLoad } from '../measure/memory.js';
import { summarize } from '../measure/statistics.js';
import { short } from '../report/numbers.js';
import type { Stage } from '../stage.js';

/** The garbage collector is lazy; a leak grows without end. */
const MOST_GROWTH = 1.05;

/** The memory of a new monolith after much work, and after as much again. */
export async function runMemory(stage: Stage): Promise<void> {
  const { contestants, visitors, database, report } = stage;
  report.progress(`memory after ${REQUESTS} requests, and as many again`);
  await database.renewSessions();
  const monolith = await contestants.monolith.start();
  const [first, second] = await residentAfterLoad(monolith, visitors, database.profile);
  await monolith.stop();
  report.section(
    'Resident memory of a monolith',
    `after ${REQUESTS} requests ${short(first)} MB, after ${2 * REQUESTS} ${short(second)} MB`,
    { first, second },
  );
  report.targets.push(
    {
      what: 'resident MB after 100,000 requests',
      goal: { most: 160 },
      measured: summarize([first]),
    },
    {
      what: 'resident after 200,000 requests ÷ after 100,000',
      goal: { most: MOST_GROWTH },
      measured: summarize([second / first]),
    },
  );
}
