/**
 * Repeatable random numbers: the seed is printed, and `TEST_SEED` sets it. (mulberry32, by Tommy
 * Ettinger, public domain)
 */
export function seededRandom(): () => number {
  const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 32);
  process.stderr.write(`TEST_SEED=${seed}\n`);
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
