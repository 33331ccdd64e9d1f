import { ratios, summarize, type Summary } from '../measure/statistics.js';
import { short, spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import { LIBRARIES, PEERS } from '../libraries/libraries.js';
import { measureCalls, openLocal, openRemote, type Speed } from '../libraries/measure-calls.js';
import type { Stage } from '../stage.js';

const US_PER_SECOND = 1e6;
/** A tenth of a usual round: a call is much faster than a request of the product. */
const SHARE_OF_ROUND = 10;

/** One call of a contract beside the same call by other libraries, in process and between two. */
export async function runBesideLibraries({ report, options, cleanup }: Stage): Promise<void> {
  const [rounds, ms] = [options.rounds, (options.seconds * 1_000) / SHARE_OF_ROUND];
  report.progress('calls of the seam and of its peers, in process');
  const local = await measureCalls(await openLocal(LIBRARIES), rounds, ms);
  report.section('A call in process', speedTable(local), local);
  report.progress('calls of the seam and of its peers, between processes');
  const remote = await measureCalls(await openRemote(LIBRARIES, cleanup), rounds, ms);
  report.section('A call between two processes', speedTable(remote), remote);
  const [here] = local;
  const us = summarize(here!.alone.map((perSecond) => US_PER_SECOND / perSecond));
  report.targets.push(
    { what: 'a call in process, µs', goal: { most: 5 }, measured: us },
    besideFastest('a call in process', local, 'alone', 1),
    besideFastest('a call over HTTP', remote, 'alone', 1.2),
    besideFastest('64 calls over HTTP', remote, 'many', 1.2),
  );
}

/** How many times as many calls as the fastest peer in each round; the better of batched or not. */
function besideFastest(what: string, speeds: Speed[], load: 'alone' | 'many', least: number) {
  const peers = PEERS.map(({ name }) => name);
  const best = (some: Speed[]) =>
    some[0]![load].map((_, round) => Math.max(...some.map((each) => each[load][round]!)));
  const own = best(speeds.filter(({ name }) => name.startsWith('here')));
  const others = best(speeds.filter(({ name }) => peers.includes(name)));
  const measured: Summary = ratios(own, others);
  return { what: `${what}, beside the fastest peer`, goal: { least }, measured };
}

function speedTable(speeds: Speed[]): string {
  const [here] = speeds;
  return table(
    [
      'library',
      'µs a call',
      'calls/s, 64 at once',
      'here ÷ it, one at a time',
      'here ÷ it, 64 at once',
    ],
    speeds.map(({ name, alone, many }) => [
      name,
      short(US_PER_SECOND / summarize(alone).median),
      short(summarize(many).median),
      spread(ratios(here!.alone, alone)),
      spread(ratios(here!.many, many)),
    ]),
  );
}
