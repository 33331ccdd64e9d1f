import { availableParallelism } from 'node:os';

/** Concurrent password hashes of the product and of the comparison: the product's default. */
export const HASH_PARALLELISM = Math.max(1, availableParallelism() - 1);
