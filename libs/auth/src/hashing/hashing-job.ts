/** argon2id, the library's default, as the OWASP Password Storage Cheat Sheet recommends. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Parameters of argon2id. Memory in KiB. */
export type Cost = typeof COST;

/** A password to hash, or to verify if there is a hash. */
export interface Job {
  id: number;
  password: string | Uint8Array;
  hash?: string;
}

/** The result of a {@link Job}: a hash, or whether the password matches; or the library's error. */
export type JobResult = { id: number } & ({ result: string | boolean } | { error: string });
