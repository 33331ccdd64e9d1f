/** The seed of the codes of an app. */
export interface TotpSeed {
  id: string;
  userId: number;
  seed: Uint8Array;
  createdAt: Date;
}

/** A seed is offered until a code confirms that an app has it. */
export type SeedState = 'offered' | 'confirmed';

/** Stores the seeds of users, sealed. With a user they are deleted. */
export abstract class TotpDal {
  /** Stores an offered seed, instead of an earlier one; nothing if the user is gone. */
  abstract offer(seed: TotpSeed): Promise<void>;

  /** @throws ServiceError `secrets_unreadable` if it cannot be opened */
  abstract find(userId: number, state: SeedState): Promise<TotpSeed | undefined>;

  /**
   * The offered seed with this id replaces the confirmed one, and the code of `step` counts as used.
   * `false` if it is not the offered one.
   */
  abstract confirm(userId: number, id: string, step: number): Promise<boolean>;

  /** Uses the code of a step of a confirmed seed, once: `false` if this one or a later one was used. */
  abstract spend(id: string, step: number): Promise<boolean>;

  /** Removes the seeds of a user; whether one was confirmed. */
  abstract remove(userId: number): Promise<boolean>;

  /**
   * Deletes some that were offered before this time.
   *
   * @returns whether there may be more
   */
  abstract sweep(offeredBefore: Date): Promise<boolean>;
}
