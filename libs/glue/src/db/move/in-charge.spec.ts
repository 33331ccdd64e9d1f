import { type InCharge, inCharge, newestOf, nextInCharge, type Seen } from './in-charge.js';
import type { MoveState } from './move-row.js';

const at = (state: MoveState, generation: number, move = 'first'): Seen => ({
  move,
  lineage: 'one',
  generation,
  state,
});

describe('inCharge', () => {
  it.each<[string, Seen[], number | undefined]>([
    ['the first, before any move', ['none', 'none'], 0],
    ['the first, of one address', ['none'], 0],
    ['the source, while it is copied', [at('leaving', 0), at('arriving', 1)], 0],
    ['the source, whatever the order', [at('arriving', 1), at('leaving', 0)], 1],
    ['the target from the handover on', [at('left', 0), at('arriving', 1)], 1],
    ['the target of a finished move', [at('left', 0), at('active', 1)], 1],
    ['the target when the old server is gone', ['unreachable', at('active', 1)], 1],
    ['the old address after a move back', [at('active', 2, 'second'), at('left', 1, 'second')], 0],
    ['the newest when an old backup was restored', ['none', at('active', 1)], 1],
    ['the newest of two that say so', [at('active', 2), at('active', 1)], 0],
    [
      'none while the target of the handover is unreachable',
      [at('left', 0), 'unreachable'],
      undefined,
    ],
    ['none for a copy of another move', [at('left', 0), at('arriving', 1, 'second')], undefined],
    [
      'none while the second, which may be newer, is unreachable',
      ['none', 'unreachable'],
      undefined,
    ],
    ['none while the first is unreachable', ['unreachable', 'none'], undefined],
    ['none where the target of a move back was emptied', ['none', at('left', 1)], undefined],
    ['none where only an older one is left', [at('active', 1), at('left', 1)], undefined],
    ['none for a copy alone', ['unreachable', at('arriving', 1)], undefined],
    ['none where the data left for a third address', [at('left', 0), 'none'], undefined],
    ['none if no server answers', ['unreachable', 'unreachable'], undefined],
  ])('is %s', (_, seen, expected) => {
    expect(inCharge(seen)?.index).toBe(expected);
  });
});

describe('nextInCharge', () => {
  const [first, second] = [
    { index: 0, generation: 0 },
    { index: 1, generation: 1 },
  ];

  it.each<[string, Seen[], InCharge, InCharge]>([
    ['changes to a newer address', [at('left', 0), at('arriving', 1)], first, second],
    ['changes from an empty one to a newer one', ['none', at('active', 1)], first, second],
    ['changes when its own server is gone', ['unreachable', at('active', 1)], first, second],
    ['stays before any move', ['none', 'none'], first, first],
    ['stays before any move while the other one is down', ['none', 'unreachable'], first, first],
    ['stays at the newest', [at('left', 0), at('arriving', 1)], second, second],
  ])('%s', (_, seen, current, expected) => {
    expect(nextInCharge(seen, current, newestOf(seen))).toEqual(expected);
  });

  it.each<[string, Seen[], InCharge, number]>([
    ['an empty address while its own is unreachable', ['none', 'unreachable'], second, 1],
    ['an older one while its own is unreachable', [at('active', 1), 'unreachable'], second, 2],
    ['another one of its generation', [at('active', 1), 'unreachable'], second, 1],
    ['its own once that was emptied', ['unreachable', 'none'], second, 1],
    ['its own once that has an older backup', ['none', 'unreachable'], first, 2],
    ['its own once that was emptied after a handover', ['none', 'unreachable'], first, 1],
    ['its own, of an older generation than it knows of', [at('leaving', 0), 'none'], first, 1],
  ])('never uses %s', (_, seen, current, newest) => {
    expect(nextInCharge(seen, current, newest)).toBeUndefined();
  });
});
