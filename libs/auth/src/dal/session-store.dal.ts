/** A session as it is stored. Whether it still lives is for the core to say. */
export interface StoredSession {
  /** 128 random bits. */
  id: string;
  userId: number;
  createdAt: Date;
  lastUsedAt: Date;
  /** The absolute deadline; a successor inherits it. */
  expiresAt: Date;
  /** Set once another session has taken its place. */
  replacement?: { id: string; at: Date };
}

/** A session that nothing has replaced yet. */
export type FreshSession = Omit<StoredSession, 'replacement'>;

/** How long a store has to keep what {@link SessionStore.replace} leaves. */
export interface ReplacementTerms {
  /** The replaced session still leads to its successor until then. */
  keepReplacedUntil: Date;
  keepSuccessorUntil: Date;
}

/**
 * Keeps sessions. A store may forget one after the moment that it was last given
 * as `keepUntil`, and must not before.
 */
export interface SessionStore {
  /** Adds a session. That of a user who is being deleted may, or may not, be kept. */
  create(session: FreshSession, keepUntil: Date): Promise<void>;

  find(id: string): Promise<StoredSession | undefined>;

  /** The sessions of a user that are still there and not replaced, in no particular order. */
  listOf(userId: number): Promise<StoredSession[]>;

  /** Notes a use at `at`, unless one was noted after `notSince`. */
  touch(id: string, at: Date, notSince: Date, keepUntil: Date): Promise<void>;

  /**
   * Puts `successor` in the place of a session, both or neither. Resolves to
   * `false`, having done nothing, if the session is gone or has been replaced.
   */
  replace(id: string, successor: FreshSession, terms: ReplacementTerms): Promise<boolean>;

  /** Removes a session, if it is there; resolves to the id of the one that had replaced it, if any. */
  end(id: string): Promise<string | undefined>;

  /** Removes all sessions of a user; resolves to the ids of those that were live. */
  endAllOf(userId: number): Promise<string[]>;
}

/** Injects the implementation of {@link SessionStore}. */
export const SESSION_STORE = Symbol('SESSION_STORE');
