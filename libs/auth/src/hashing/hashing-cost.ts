import type { Cost } from './hashing-job.js';

const KIB_PER_MIB = 1_024;

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

/** What a hash of this cost begins with; 19 is the version of argon2. */
export function prefixOf({ memoryCost, timeCost, parallelism }: Cost): string {
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;
}
