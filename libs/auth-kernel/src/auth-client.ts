/** An active session and its user. */
export interface Session {
  /** The user's id. Other contexts reference it. */
  userId: number;
  /** The user's public id, as in the token. */
  uniqueId: string;
  /** The expiry if the session is not used again, in ISO 8601. */
  expiresAt: string;
}

/** A user, as other contexts see it. */
export interface User {
  id: number;
  email: string;
  uniqueId: string;
}

/**
 * The position of a reader of {@link AuthClient.userEvents}: the last event that it has applied.
 */
export interface UserEventCursor {
  id: number;
  /** Random. A restore of auth from a backup may reuse an id, but never this value. */
  eventId: string;
}

/** An event of a user that other contexts must follow. */
export interface UserEvent extends UserEventCursor {
  /** `user.deleted`, or a type of a later version; readers skip unknown types. */
  type: string;
  /** 0 and empty if a later version reports an event without a user. */
  userId: number;
  uniqueId: string;
}

/**
 * The interface of auth for other contexts. Its two bindings, in process and over HTTP, behave the
 * same: results are copies, and errors are `ServiceError`s identified by their code.
 */
export interface AuthClient {
  /**
   * The session of a token.
   *
   * @throws ServiceError `unauthenticated` if the token is invalid or has expired, `session_ended`
   * if its session has ended.
   */
  session(token: string): Promise<Session>;

  /** @throws ServiceError `user_not_found` */
  userByUniqueId(uniqueId: string): Promise<User>;

  /**
   * @throws ServiceError `user_not_found`. Emails are compared without case and surrounding space.
   */
  userByEmail(email: string): Promise<User>;

  /** The users among `ids` that exist, in no particular order, in one call. */
  usersByIds(ids: readonly number[]): Promise<User[]>;

  /**
   * At most `limit` events after `cursor`; without a cursor, from the first one on. Ids are
   * assigned in commit order: a reader that has read one event has missed none before it.
   *
   * @throws ServiceError `event_cursor_unknown` if auth does not have the event of the cursor: auth
   * was restored from an older backup, or is another auth.
   *
   * @param highestUserId the largest user id in the reader's data; new users get larger ids, also
   * after auth was restored from an older backup
   */
  userEvents(
    cursor: UserEventCursor | undefined,
    limit: number,
    highestUserId?: number,
  ): Promise<UserEvent[]>;

  /** The `user.deleted` events of those among `ids` that have one, in one call. */
  deletionsOf(ids: readonly number[]): Promise<UserEvent[]>;
}

/** Injects the binding of {@link AuthClient} that the app has chosen. */
export const AUTH_CLIENT = Symbol('AUTH_CLIENT');
