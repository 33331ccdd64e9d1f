import { inCharge, type Seen } from './in-charge.js';
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
    ['the first, while the second does not exist', ['none', 'unreachable'], 0],
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
    ['none for a copy alone', ['unreachable', at('arriving', 1)], undefined],
    ['none where the data left for a third address', [at('left', 0), 'none'], undefined],
    ['none if no server answers', ['unreachable', 'unreachable'], undefined],
  ])('is %s', (_, seen, expected) => {
    expect(inCharge(seen)).toBe(expected);
  });
});
