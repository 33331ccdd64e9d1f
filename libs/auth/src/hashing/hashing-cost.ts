import type { Cost } from './hashing-job.js';

const KIB_PER_MIB = 1_024;
/** What a current hash begins with; 19 is the version of argon2. */
const PARAMETERS = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/;

/** What {@link hashingCost} needs of the configuration. */
export interface HashingOptions {
  AUTH_HASH_MEMORY_MIB: number;
  AUTH_HASH_PASSES: number;
}

/** The parameters of new hashes. */
export function hashingCost(options: HashingOptions): Cost {
  return {
    memoryCost: options.AUTH_HASH_MEMORY_MIB * KIB_PER_MIB,
    timeCost: options.AUTH_HASH_PASSES,
    parallelism: 1,
  };
}

/** Whether a hash was made with less memory or fewer passes, or by another algorithm. */
export function isWeaker(passwordHash: string, cost: Cost): boolean {
  const [, memory, passes] = PARAMETERS.exec(passwordHash) ?? [];
  return !(Number(memory) >= cost.memoryCost && Number(passes) >= cost.timeCost);
}
