import { HASH_PARALLELISM } from '../contestants/hash-parallelism.js';
import { LOGINS_AT_ONCE, p99BesideLogins } from '../measure/beside-logins.js';
import { loginsBesideHashes } from '../measure/logins.js';
import { summarize } from '../measure/statistics.js';
import { spread } from '../report/numbers.js';
import { seriesTable } from '../report/series-table.js';
import type { Stage } from '../stage.js';

/** Logins, measured by bare hashing with the same parameters. */
export async function runLogins(stage: Stage): Promise<void> {
  const monolith = await stage.start(stage.contestants.monolith);
  await stage.database.renewSessions();
  const result = await loginsBesideHashes(monolith, HASH_PARALLELISM, stage.rounds);
  stage.report.section(
    'login beside bare argon2id',
    `${seriesTable([result.series])}\n` +
      `bare argon2id, ${HASH_PARALLELISM} at once: ${spread(summarize(result.hashesPerSecond))} per second`,
    result,
  );
  stage.report.targets.push({
    what: 'logins ÷ bare argon2id hashes',
    goal: { least: 0.9 },
    measured: result.ratio,
  });
}

/** The effect of logins on other requests. */
export async function runBesideLogins(stage: Stage): Promise<void> {
  const monolith = await stage.start(stage.contestants.monolith);
  await stage.database.renewSessions();
  const result = await p99BesideLogins(monolith, stage.rounds);
  stage.report.section(
    `get/all beside ${LOGINS_AT_ONCE} logins`,
    `p99 without: ${spread(summarize(result.without))} ms, beside: ${spread(summarize(result.beside))} ms`,
    result,
  );
  stage.report.targets.push({
    what: `get/all p99 beside ${LOGINS_AT_ONCE} logins ÷ without`,
    goal: { most: 2 },
    measured: result.ratio,
  });
}
