/** A passkey, as its user sees it. */
export interface Passkey {
  /** Names it in routes. */
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** Whether the maker of the device keeps a copy: it survives the loss of the device. */
  isBackedUp: boolean;
}

/** What is stored of a passkey. No secret: the private key never leaves the device. */
export interface StoredPasskey extends Passkey {
  userId: number;
  /** The id that the device gave it, in base64url: unique among all users. */
  credentialId: string;
  /** COSE. */
  publicKey: Uint8Array;
  /** How often it was used, as it says itself. Always 0 for those that are shared between devices. */
  counter: number;
  /** How browsers reach it, such as `usb`. */
  transports: string[];
}

/** A use of a passkey. */
export interface PasskeyUse {
  counter: number;
  isBackedUp: boolean;
  at: Date;
}

/** Stores passkeys, and the challenges that they have answered. With a user they are deleted. */
export abstract class PasskeysDal {
  /** Adds a passkey. Not if its credential is stored already, for any user, or if the user is gone. */
  abstract create(passkey: Omit<StoredPasskey, 'lastUsedAt'>): Promise<boolean>;

  abstract find(credentialId: string): Promise<StoredPasskey | undefined>;

  /** All of a user, oldest first. */
  abstract listOf(userId: number): Promise<StoredPasskey[]>;

  /** Stores a use: `false` if the counter has not risen, unless both are 0, or the passkey is gone. */
  abstract spend(id: string, use: PasskeyUse): Promise<boolean>;

  /** `false` if the user has no such passkey. */
  abstract rename(userId: number, id: string, name: string): Promise<boolean>;

  /** `false` if the user has no such passkey. */
  abstract remove(userId: number, id: string): Promise<boolean>;

  /**
   * Uses a challenge, once.
   *
   * @param expiresAt when it is refused anyway, so that it need not be kept
   */
  abstract useChallenge(hash: string, expiresAt: Date): Promise<boolean>;

  /**
   * Deletes some used challenges that have expired.
   *
   * @returns whether there may be more
   */
  abstract sweepChallenges(now: Date): Promise<boolean>;
}
