/** Stores hashes of recovery codes. With a user they are deleted. */
export abstract class RecoveryCodesDal {
  /** Stores the codes of a user instead of all earlier ones; none if the user is gone. */
  abstract replace(userId: number, hashes: readonly string[]): Promise<void>;

  /** Uses a code, once: `false` if the user has no such code. */
  abstract spend(userId: number, hash: string): Promise<boolean>;

  /** How many were not used. */
  abstract count(userId: number): Promise<number>;

  abstract removeOf(userId: number): Promise<void>;
}
