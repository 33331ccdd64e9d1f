import { PaceByKey } from './pace.js';

let now = 0;
let pace: PaceByKey;
beforeEach(() => {
  now = 0;
  pace = new PaceByKey({ atOnce: 3, perSecond: 2 }, () => now);
});

/** How often it may happen now. */
function count(key: string): number {
  let taken = 0;
  while (pace.take(key)) taken++;
  return taken;
}

it('is this many at once, for each key', () => {
  expect([count('a'), count('b')]).toEqual([3, 3]);
  expect([pace.has('a'), pace.has('c')]).toEqual([false, true]);
});

it('is this many a second afterwards, and never more than at once', () => {
  count('a');
  now += 499;
  expect([pace.has('a'), count('a')]).toEqual([false, 0]);
  now += 1;
  expect([pace.has('a'), count('a')]).toEqual([true, 1]);
  now += 60_000;
  expect(count('a')).toBe(3);
});

it('goes into debt for a cost above the rest', () => {
  pace.take('a', 5);
  now += 1_499;
  expect([pace.has('a'), pace.take('a')]).toEqual([false, false]);
  now += 1;
  expect(count('a')).toBe(1);
});

it('is stored for a bounded number of keys', () => {
  count('a');
  for (let i = 0; i < 10_000; i++) pace.take(`${i}`);
  expect(count('a')).toBe(3);
});
