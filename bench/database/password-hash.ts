import { hash } from '@node-rs/argon2';
import { PASSWORD } from './profile.js';

/** The product's parameters: argon2id (the library's default), 19 MiB, 2 passes, 1 lane. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The password hash of all users of the benchmark. */
export function passwordHash(): Promise<string> {
  return hash(PASSWORD, COST);
}
