// npm run bench:versions: compares this version with an earlier one, in pairs of rounds. See
// --help.
import { parseArgs } from 'node:util';
import { Cleanup } from './cleanup.js';
import { openServer } from './database/open-server.js';
import { type Interval, ratioInterval } from './measure/statistics.js';
import { short } from './report/numbers.js';
import { table } from './report/table.js';
import { measurePair, QUESTIONS, type Settled } from './versions/compare.js';
import { isSlower, LEAST_RATIO } from './versions/judge.js';
import { populate } from './versions/populate.js';
import { runVersion } from './versions/run-version.js';
import { buildVersion, presentVersion, type Version } from './versions/version.js';

const HELP = `Usage: npm run bench:versions [-- <options>]

Compares the monolith of this checkout with that of an earlier version, each on a separate database
of one PostgreSQL, in pairs of rounds that take turns (A B, B A, …). A figure is the ratio of the
requests per second, its geometric mean and 95 % confidence interval over the pairs. It exits with 1 if
the upper end of an interval is below ${LEAST_RATIO}.

  --against <commit>   the earlier version (91e78e8)
  --pairs <n>          pairs of rounds per question (15)
  --seconds <n>        length of a round (4)
  --users <n>          users with 20 items each (1000)
  --only <text>        the questions whose name contains it
  --help               this text

BENCH_DB_URL names the PostgreSQL to use, as for npm run bench.`;

const { values } = parseArgs({
  options: {
    against: { type: 'string', default: '91e78e8' },
    pairs: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '4' },
    users: { type: 'string', default: '1000' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

/**
 * Prints the figures of all questions, and resolves to the names of those in which this version is
 * slower.
 */
async function compare(cleanup: Cleanup): Promise<string[]> {
  const questions = QUESTIONS.filter(({ name }) => name.includes(values.only));
  if (questions.length === 0) throw new Error(`No question has ${values.only} in its name.`);
  const server = await openServer(cleanup);
  if (!server) throw new Error('No PostgreSQL: install one, or name one in BENCH_DB_URL.');
  const versions = [presentVersion(), await buildVersion(values.against, cleanup)];
  const settled: Settled[] = [];
  for (const version of versions) settled.push(await settle(version, server.url, cleanup));

  const rows: string[][] = [];
  const slower: string[] = [];
  for (const question of questions) {
    process.stderr.write(`… ${question.name}\n`);
    const pairs: Pairs = [];
    // The first pair is for the compilers of both, and does not count.
    for (let turn = 0; turn <= Number(values.pairs); turn++) {
      const pair = await measurePair(
        question,
        settled as [Settled, Settled],
        turn,
        Number(values.seconds),
      );
      if (turn > 0) pairs.push(pair);
    }
    const interval = intervalOf(pairs);
    rows.push(rowOf(question.name, pairs, interval));
    if (isSlower(interval)) slower.push(question.name);
  }
  console.log(
    `${values.pairs} pairs of rounds of ${values.seconds} s, ${values.users} users, against ${values.against}\n`,
  );
  console.log(table(['question', 'this, per s', 'earlier, per s', 'ratio', '95 % interval'], rows));
  return slower;
}

async function settle(version: Version, server: string, cleanup: Cleanup): Promise<Settled> {
  process.stderr.write(`… starting and filling ${version.name}\n`);
  const running = await runVersion(version, server, cleanup);
  const inhabitants = await populate(running.contestant.url, Number(values.users));
  return { ...running, inhabitants };
}

type Pairs = [number, number][];
const these = (pairs: Pairs) => pairs.map(([one]) => one);
const earlier = (pairs: Pairs) => pairs.map(([, other]) => other);
const intervalOf = (pairs: Pairs) => ratioInterval(these(pairs), earlier(pairs));

function rowOf(name: string, pairs: Pairs, { ratio, low, high }: Interval): string[] {
  const mean = (all: number[]) => short(all.reduce((sum, each) => sum + each, 0) / all.length);
  return [
    name,
    mean(these(pairs)),
    mean(earlier(pairs)),
    ratio.toFixed(3),
    `${low.toFixed(3)}–${high.toFixed(3)}`,
  ];
}

if (values.help) {
  console.log(HELP);
} else {
  const cleanup = new Cleanup();
  try {
    const slower = await compare(cleanup);
    for (const name of slower)
      console.log(`FAILED: ${name}: the interval does not reach ${LEAST_RATIO}`);
    if (slower.length > 0) process.exitCode = 1;
  } finally {
    await cleanup.run();
  }
}
