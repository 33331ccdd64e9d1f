import { randomInt } from 'node:crypto';

const given = process.env['TEST_SEED'];
const value = given === undefined ? randomInt(2 ** 31) : Number(given);
process.stderr.write(`TEST_SEED=${value}\n`);

/** The seed of the random values of this run, which is printed; `TEST_SEED` repeats it. */
export function seed(): { seed: number } {
  return { seed: value };
}
