import type { WaysIn } from '../../factors/ways-in.js';

/** Before all factors. */
export const BEGINNING = new Date(0);

/** Reads how users can log in. */
export abstract class FactorsDal {
  /** `undefined` if the user is gone. */
  abstract waysOf(userId: number): Promise<WaysIn | undefined>;

  /**
   * The same, and no other call of this for the user resolves, and no session of the user is added,
   * until the open transaction ends.
   */
  abstract lock(userId: number): Promise<WaysIn | undefined>;

  /**
   * Removes the apps and passkeys that were set up since then, in the open transaction, and all recovery
   * codes.
   *
   * @returns whether there was an app or a passkey
   */
  abstract removeMadeSince(userId: number, since: Date): Promise<boolean>;

  /** Removes the password of a user. */
  abstract removePassword(userId: number): Promise<void>;
}
