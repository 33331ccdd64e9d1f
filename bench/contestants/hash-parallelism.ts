import { availableParallelism } from 'node:os';

/** Passwords hashed at once, by the product and by what it is compared with: the product's default. */
export const HASH_PARALLELISM = Math.max(1, availableParallelism() - 1);
