/** A session as it is stored. Whether it still lives is for the core to say. */
export interface StoredSession {
  /** 128 random bits. */
  id: string;
  /** Shared by all sessions that refreshing has made of one login: the id of the first. */
  chainId: string;
  userId: number;
  /** The user's public id. Only sessions that an earlier version has put into Redis lack it. */
  uniqueId?: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** The absolute deadline; a successor inherits it. */
  expiresAt: Date;
  /** Set once another session has taken its place. */
  replacement?: { id: string; at: Date };
}

/** A session that nothing has replaced yet. */
export type FreshSession = Omit<StoredSession, 'replacement'>;

/** How long a store has to keep what {@link SessionsDal.replace} leaves. */
export interface ReplacementTerms {
  /** The replaced session still leads to its successor for so long, and is gone soon afterwards. */
  keepReplacedMs: number;
  keepSuccessorUntil: Date;
}

/**
 * Keeps sessions. A store may forget one after the moment that it was last given
 * as `keepUntil`, and must not before.
 */
export interface SessionsDal {
  /** Adds a session. That of a user who is being deleted may, or may not, be kept. */
  create(session: FreshSession, keepUntil: Date): Promise<void>;

  find(id: string): Promise<StoredSession | undefined>;

  /** The sessions of a user that are still there and not replaced, in no particular order. */
  listOf(userId: number): Promise<StoredSession[]>;

  /** Notes a use at `at`, unless one was noted after `notSince`. */
  touch(id: string, at: Date, notSince: Date, keepUntil: Date): Promise<void>;

  /**
   * Puts `successor`, of the same chain, in the place of a session, both or neither.
   * Resolves to `false`, having done nothing, if the session is gone or has been
   * replaced. However often a chain is replaced, only what was replaced less than
   * `keepReplacedMs` ago is kept.
   */
  replace(id: string, successor: FreshSession, terms: ReplacementTerms): Promise<boolean>;

  /**
   * Removes the session of a chain that is not replaced, and resolves to it. A
   * concurrent replacement happens before, or does nothing. Replaced sessions of
   * the chain may stay until they expire; they lead to no session.
   */
  endChain(chainId: string): Promise<FreshSession | undefined>;

  /** Removes all sessions of a user; resolves to the ids of those that were live. */
  endAllOf(userId: number): Promise<string[]>;
}

/** Injects the implementation of {@link SessionsDal}. */
export const SESSIONS_DAL = Symbol('SESSIONS_DAL');
