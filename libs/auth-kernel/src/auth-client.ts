/** A session that lives, and whose it is. */
export interface Session {
  /** The user's id, which other contexts tether their rows to. */
  userId: number;
  /** The user's public id, as it stands in the token. */
  uniqueId: string;
  /** When it ends if it is not used again, in ISO 8601. */
  expiresAt: string;
}

/** A user, as far as other contexts may know one. */
export interface User {
  id: number;
  email: string;
  uniqueId: string;
}

/**
 * All that other contexts may ask of auth. Its bindings, in process and over
 * HTTP, mean the same: results are copies, and errors are `ServiceError`s that
 * are told apart by their code.
 */
export interface AuthClient {
  /**
   * The session that a token names.
   *
   * @throws ServiceError `unauthenticated` if the token is not ours or has expired,
   * `session_ended` if its session is over.
   */
  session(token: string): Promise<Session>;

  /** @throws ServiceError `user_not_found` */
  userByUniqueId(uniqueId: string): Promise<User>;

  /** @throws ServiceError `user_not_found`. Emails compare without case and surrounding space. */
  userByEmail(email: string): Promise<User>;

  /** The users among `ids` that exist, in no particular order; many ids cost one call. */
  usersByIds(ids: readonly number[]): Promise<User[]>;
}

/** Injects whichever binding of {@link AuthClient} the app has chosen. */
export const AUTH_CLIENT = Symbol('AUTH_CLIENT');
