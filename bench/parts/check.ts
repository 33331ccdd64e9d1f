import { checkFreshness } from '../checks/freshness.js';
import { checkSameLists, checkSameWrites } from '../checks/same-answers.js';
import type { Contestants } from '../contestants/on-postgres.js';
import type { Stage } from '../stage.js';

type Name = keyof Contestants;

/**
 * The checks before any measurement: all contestants answer the same, and none from a cache.
 *
 * @throws Error that names a contestant which does not
 */
export async function check(stage: Stage): Promise<void> {
  const { contestants, options, visitors, database, report } = stage;
  const onTables: Name[] = options.quick
    ? ['monolith', 'split', 'a', 'b', 'c']
    : ['monolith', 'split', 'splitUncached', 'a', 'b', 'c'];
  const names: Name[] = options.quick ? onTables : [...onTables, 'jsonFile'];
  const start = (chosen: Name[]) => stage.startAll(chosen.map((name) => contestants[name]));
  report.progress('starting, and comparing answers');
  await checkSameLists(await start(names), visitors, database.profile);
  await checkSameWrites(await start(onTables), visitors.at(-1)!, database);
  await checkFreshness(await start(onTables), visitors[0]!, database);
  await database.reset();
  report.section(
    'Checked before anything was measured',
    `${names.length} contestants list the same items, and ${onTables.length} write alike; ` +
      'what plain SQL changes shows in the next answer of each.',
  );
}
