/** How a session is wanted. */
export interface LoginTerms {
  /** Whether it has the long timeouts. */
  isRemembered: boolean;
  /** Whether the token is for a cookie. */
  isForPage: boolean;
}

/** A login whose password was right, and that waits for the second factor. It is no session. */
export interface LoginChallenge extends LoginTerms {
  /** The hash of its token, which is not stored. */
  tokenHash: string;
  userId: number;
  /** The session generation of the user when the password was checked. */
  generation: number;
  expiresAt: Date;
}

/** Stores logins in progress. Those of a deleted user are deleted. */
export abstract class LoginChallengesDal {
  /** Adds one; nothing if its user is deleted meanwhile. */
  abstract add(challenge: LoginChallenge): Promise<void>;

  /** One of the present session generation of its user, also an expired one. */
  abstract find(tokenHash: string): Promise<LoginChallenge | undefined>;

  /** Whether a user has one of the present session generation that has not expired. */
  abstract isWaiting(userId: number, now: Date): Promise<boolean>;

  /** Deletes one; of concurrent calls, one resolves to `true`. */
  abstract consume(tokenHash: string): Promise<boolean>;

  /**
   * Deletes some that have expired.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}
