/** A stored session. The core decides whether it is active. */
export interface StoredSession {
  /** 128 random bits. */
  id: string;
  /** The id of the first session of the chain. */
  chainId: string;
  userId: number;
  /** The user's public id. Missing only in sessions that an earlier version stored in Redis. */
  uniqueId?: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** The absolute deadline; successors inherit it. */
  expiresAt: Date;
  replacement?: { id: string; at: Date };
}

/** A session that has not been replaced. */
export type FreshSession = Omit<StoredSession, 'replacement'>;

/** How long a store keeps the sessions of {@link SessionsDal.replace}. */
export interface ReplacementTerms {
  /** How long the replaced session leads to its successor. It is deleted soon afterwards. */
  keepReplacedMs: number;
  keepSuccessorUntil: Date;
}

/** Stores sessions. A store may delete a session after its last `keepUntil`, and not before. */
export abstract class SessionsDal {
  /** Adds a session. During the deletion of its user, it may or may not be stored. */
  abstract create(session: FreshSession, keepUntil: Date): Promise<void>;

  abstract find(id: string): Promise<StoredSession | undefined>;

  /** Stores a use at `at`, unless one was stored after `notSince`. */
  abstract touch(id: string, at: Date, notSince: Date, keepUntil: Date): Promise<void>;

  /**
   * Replaces a session by `successor`, of the same chain, atomically. Resolves to `false`, without
   * a change, if the session is gone or has been replaced. Of replaced sessions of the chain, only
   * those newer than `keepReplacedMs` are kept.
   */
  abstract replace(id: string, successor: FreshSession, terms: ReplacementTerms): Promise<boolean>;

  /**
   * Deletes the current session of a chain, and resolves to it. A concurrent replacement happens
   * before, or does nothing. Of concurrent calls, the first one that deletes a session of the chain
   * resolves to the current one. Replaced sessions of the chain may stay until they expire; they
   * lead to no session.
   */
  abstract endChain(chainId: string): Promise<FreshSession | undefined>;

  /** Deletes all sessions of a user; resolves to the ids of the active ones. */
  abstract endAllOf(userId: number): Promise<string[]>;
}
