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

/** Keeps sessions. */
export interface SessionStore {
  create(session: FreshSession): Promise<void>;

  find(id: string): Promise<StoredSession | undefined>;

  /** Notes a use at `at`, unless one was noted after `notSince`. */
  touch(id: string, at: Date, notSince: Date): Promise<void>;

  /**
   * Puts `successor` in the place of a session, both or neither. Resolves to
   * `false`, having done nothing, if the session is gone or has been replaced.
   */
  replace(id: string, successor: FreshSession): Promise<boolean>;

  /** Removes a session, if it is there. */
  end(id: string): Promise<void>;
}

/** Injects the implementation of {@link SessionStore}. */
export const SESSION_STORE = Symbol('SESSION_STORE');
