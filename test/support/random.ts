import { randomNumbers } from '#glue/pretended-network';

/** Repeatable random numbers: the seed is printed, and `TEST_SEED` sets it. */
export function seededRandom(): () => number {
  const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 32);
  process.stderr.write(`TEST_SEED=${seed}\n`);
  return randomNumbers(seed);
}

/** Any of some; `undefined` of none. */
export function oneOf<T>(all: readonly T[], random: () => number): T | undefined {
  return all[Math.floor(random() * all.length)];
}
