// Compares the contracts with those of an earlier version (docs/contracts.md, "Compare"):
//   npm run contracts:check                        with the last tag that has snapshots
//   npm run contracts:check -- --against <ref>     with a version that git knows
//   npm run contracts:check -- --first provider    (or callers) that order is agreed
// Exit codes: 0 nothing breaks (in the agreed order), 1 something breaks, 2 no comparison.
import { parseArgs } from 'node:util';
import { StartError } from '#glue/errors';
import { codeNotes } from './code-notes.js';
import { compareAll } from './compare-all.js';
import { currentSnapshots, declaredContracts } from './current.js';
import { History } from './history.js';
import { orderOf, report } from './verdict.js';

const USAGE =
  'usage: npm run contracts:check [-- [--against <git ref>] [--first provider|callers]]';

async function main(): Promise<number> {
  const { against, first } = read();
  const folder = process.cwd();
  const next = await currentSnapshots(folder, await declaredContracts());
  const history = new History(folder);
  const ref = against ?? (await history.lastTag());
  if (ref === undefined) {
    console.log('No tag has snapshots in contracts/: there is nothing to compare with yet.');
    return 0;
  }
  const breaks = compareAll(await history.at(ref), next);
  const order = orderOf(breaks);
  console.log([`Compared with ${ref}:`, ...codeNotes(next), report(breaks)].join('\n'));
  return order === 'any order' || order === `${first} first` ? 0 : 1;
}

function read(): { against?: string | undefined; first?: string | undefined } {
  const options = { against: { type: 'string' }, first: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ options });
    if (!['provider', 'callers', undefined].includes(values.first)) throw new Error('--first?');
    return values;
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 2;
}
