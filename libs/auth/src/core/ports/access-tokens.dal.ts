/** An access token, as its user sees it: without the token itself, which is not stored. */
export interface AccessToken {
  /** Public: it names the access token in routes, and grants nothing. */
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

export interface NewAccessToken extends Omit<AccessToken, 'lastUsedAt'> {
  userId: number;
  tokenHash: string;
}

/** An access token in use. The core decides whether it has expired. */
export interface StoredAccessToken extends Omit<AccessToken, 'name' | 'createdAt'> {
  userId: number;
  /** The user's public id; `null` while the user is disabled. */
  uniqueId: string | null;
}

/** Stores access tokens of users, who exist: with a user they are deleted. */
export abstract class AccessTokensDal {
  /**
   * Adds an access token, unless its user has `atMost` already. Of concurrent calls, no more are added.
   * `user_gone` if the user was deleted meanwhile.
   */
  abstract create(
    token: NewAccessToken,
    atMost: number,
  ): Promise<'created' | 'limit_reached' | 'user_gone'>;

  /** All of a user, newest first, also expired ones. */
  abstract listOf(userId: number): Promise<AccessToken[]>;

  abstract find(tokenHash: string): Promise<StoredAccessToken | undefined>;

  /** Stores a use at `at`, unless one was stored after `notSince`. */
  abstract touch(id: string, at: Date, notSince: Date): Promise<void>;

  /** Deletes an access token of a user, and resolves to its hash if there was one. */
  abstract delete(userId: number, id: string): Promise<string | undefined>;

  /** Deletes all of a user. */
  abstract deleteAllOf(userId: number): Promise<void>;

  /**
   * Deletes some that have expired before this time.
   *
   * @returns whether there may be more
   */
  abstract sweep(expiredBefore: Date): Promise<boolean>;
}
