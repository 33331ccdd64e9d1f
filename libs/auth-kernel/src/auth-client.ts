/** An active session and its user. */
export interface Session {
  /** The user's id. Other contexts reference it. */
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

/** Where a reader of {@link AuthClient.userEvents} stands: the last event that it has applied. */
export interface UserEventCursor {
  id: number;
  /** Random. After auth was restored from a backup, an id may come again; this does not. */
  eventId: string;
}

/** Something that happened to a user and that other contexts have to follow. */
export interface UserEvent extends UserEventCursor {
  /** `user.deleted`, or what a later version adds; readers pass over what they do not know. */
  type: string;
  /** 0 and empty where a later version tells of something else than a user. */
  userId: number;
  uniqueId: string;
}

/**
 * All that other contexts may ask of auth. Its bindings, in process and over
 * HTTP, mean the same: results are copies, and errors are `ServiceError`s that
 * are identified by their code.
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

  /**
   * At most `limit` events after `cursor`, from the first one on without it. Ids are
   * assigned in commit order: a reader that has seen one event has missed none before it.
   *
   * @throws ServiceError `event_cursor_unknown` if auth does not have the event that
   * the cursor stands on: it was restored from an older backup, or is another auth.
   *
   * @param highestUserId the largest user id that the reader has rows of; new users get
   * larger ones from then on, also if auth was restored from a backup that is older
   */
  userEvents(
    cursor: UserEventCursor | undefined,
    limit: number,
    highestUserId?: number,
  ): Promise<UserEvent[]>;

  /** The `user.deleted` events of those among `ids` that have one; many ids cost one call. */
  deletionsOf(ids: readonly number[]): Promise<UserEvent[]>;
}

/** Injects whichever binding of {@link AuthClient} the app has chosen. */
export const AUTH_CLIENT = Symbol('AUTH_CLIENT');
