/** The login that a session began with. Its successors inherit it. */
export interface SessionLogin {
  at: Date;
  /** The last proof of who it is, if there was one after the login. */
  provedAt?: Date | undefined;
  /** The session generation of the user then: {@link SessionsDal.endEarlier}. */
  generation: number;
  /** Whether it has the long timeouts. */
  isRemembered: boolean;
  /** The role of the user then; a change of the role ends the session. Missing for a usual user. */
  role?: 'admin' | undefined;
  /** Such as `Firefox on Windows`. */
  device?: string | undefined;
  /** The address of the client. */
  address?: string | undefined;
}

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
  /** Missing only in sessions of an earlier version, which are of generation 0. */
  login?: SessionLogin | undefined;
  replacement?: { id: string; at: Date };
}

/** A session that has not been replaced. */
export type FreshSession = Omit<StoredSession, 'replacement'>;

/** What tells whether a session is active, and of whom: each check reads this much. */
export interface CheckedSession extends Pick<
  StoredSession,
  'id' | 'userId' | 'uniqueId' | 'lastUsedAt' | 'expiresAt'
> {
  login?: Pick<SessionLogin, 'isRemembered' | 'role'> | undefined;
}

/** How long a store keeps the sessions of {@link SessionsDal.replace}. */
export interface ReplacementTerms {
  /** How long the replaced session leads to its successor. It is deleted soon afterwards. */
  keepReplacedMs: number;
  keepSuccessorUntil: Date;
}

/** Stores sessions. A store may delete a session after its last `keepUntil`, and not before. */
export abstract class SessionsDal {
  /**
   * Whether its changes are part of an open transaction of the database of users. Otherwise nothing
   * is undone here when that is rolled back.
   */
  abstract readonly isTransactional: boolean;

  /**
   * Adds a session. A transactional store adds none of a deleted user, and none of another generation
   * than the user's. Others may.
   *
   * @returns how many sessions the user has then, which may include expired ones; 0 if it was not added
   */
  abstract create(session: FreshSession, keepUntil: Date): Promise<number>;

  /** The sessions of a user that were not replaced, in no particular order. Some may have expired. */
  abstract listOf(userId: number): Promise<FreshSession[]>;

  abstract find(id: string): Promise<StoredSession | undefined>;

  /** The session with this id, unless it was replaced. */
  abstract check(id: string): Promise<CheckedSession | undefined>;

  /** Stores a use at `at`, unless one was stored after `notSince`. */
  abstract touch(id: string, at: Date, notSince: Date, keepUntil: Date): Promise<void>;

  /**
   * Replaces a session by `successor`, of the same chain, atomically. Resolves to `false`, without
   * a change, if the session is gone or has been replaced. Of replaced sessions of the chain, only
   * those newer than `keepReplacedMs` are kept.
   */
  abstract replace(id: string, successor: FreshSession, terms: ReplacementTerms): Promise<boolean>;

  /** The session of a chain that was not replaced. */
  abstract current(chainId: string): Promise<FreshSession | undefined>;

  /**
   * Deletes the current session of a chain, and resolves to it. A concurrent replacement happens
   * before, or does nothing. Of concurrent calls, the first one that deletes a session of the chain
   * resolves to the current one. Replaced sessions of the chain may stay until they expire; they
   * lead to no session.
   */
  abstract endChain(chainId: string): Promise<FreshSession | undefined>;

  /**
   * Deletes the sessions of a user that are of an earlier generation, except those of one chain. Called
   * again later, it deletes no newer ones.
   */
  abstract endEarlier(userId: number, generation: number, exceptChain?: string): Promise<void>;

  /** Deletes all sessions of a user; resolves to the ids of the active ones. */
  abstract endAllOf(userId: number): Promise<string[]>;
}
