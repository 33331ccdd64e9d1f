/** Parameters of argon2id, the library's default. Memory in KiB. */
export interface Cost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** A password to hash, or to verify if there is a hash. */
export interface Job {
  id: number;
  password: string | Uint8Array;
  hash?: string;
}

/** The result of a {@link Job}: a hash, or whether the password matches; or the library's error. */
export type JobResult = { id: number } & ({ result: string | boolean } | { error: string });
