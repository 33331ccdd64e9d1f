import fc from 'fast-check';
import type { RecordedCall } from '#glue/recording';
import { longestChain, treeOf } from './chain.js';

function call(name: string, start: number, end: number, from?: string): RecordedCall {
  const about = { kind: 'query', binding: 'in_process', sent: 0, received: 0 } as const;
  return { call: name, ...about, start, ms: end - start, ...(from !== undefined && { from }) };
}

const depthOf = (...calls: RecordedCall[]) => longestChain(treeOf(calls), () => 1);

describe('the longest chain', () => {
  it.each([
    ['no call', [], 0],
    ['calls one after the other', [call('a.x', 0, 1), call('a.x', 1, 2), call('b.y', 5, 6)], 3],
    ['calls at the same time', [call('a.x', 0, 3), call('a.x', 0, 3), call('b.y', 1, 2)], 1],
    [
      'a call during two that follow each other',
      [call('a.x', 0, 9), call('b.y', 0, 1), call('b.y', 2, 3)],
      2,
    ],
    ['a call inside another', [call('b.y', 1, 2, 'a'), call('a.x', 0, 3)], 2],
    [
      'a call inside one of two',
      [call('b.y', 1, 2, 'a'), call('a.x', 0, 3), call('a.x', 0, 4), call('a.x', 5, 6)],
      3,
    ],
    ['a call whose caller had no call', [call('b.y', 1, 2, 'c'), call('a.x', 0, 3)], 1],
  ] as const)('of %s', (_what, calls, depth) => {
    expect(depthOf(...calls)).toBe(depth);
  });

  it('is that of all choices, for any calls', () => {
    const calls = fc.array(
      fc.tuple(fc.nat(20), fc.nat(20)).map(([start, ms]) => call('a.x', start, start + ms)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(calls, (all) => {
        const weigh = ({ start, ms }: RecordedCall) => 1 + ((start * 7 + ms) % 5);
        expect(longestChain(treeOf(all), weigh)).toBe(bestOf(all, weigh));
      }),
    );
  });
});

/** By trying all subsets. */
function bestOf(calls: readonly RecordedCall[], weigh: (call: RecordedCall) => number): number {
  let best = 0;
  for (let choice = 0; choice < 2 ** calls.length; choice++) {
    const chosen = calls.filter((_, i) => choice & (1 << i));
    const follow = chosen.every((a) =>
      chosen.every((b) => a === b || a.start + a.ms <= b.start || b.start + b.ms <= a.start),
    );
    if (follow)
      best = Math.max(
        best,
        chosen.reduce((sum, each) => sum + weigh(each), 0),
      );
  }
  return best;
}
