import type { UserDeletion } from '#auth-kernel';

/** What a user may do beside what all users may. */
export type Role = 'user' | 'admin';

/** A stored user. The hash is used by the password check only. */
export interface StoredUser {
  id: number;
  uniqueId: string;
  /** In lower case, without surrounding space. */
  email: string;
  /** `null` for a user without a password, who logs in by a passkey, or has to choose a new one. */
  passwordHash: string | null;
  /** Raised when earlier sessions of the user end. A login is of the generation at its password check. */
  sessionGeneration: number;
  isEmailVerified: boolean;
  role: Role;
  /** Since when an administrator has disabled the user, who cannot log in. */
  disabledAt: Date | null;
}

/** A user who registers. */
export type NewUser = Pick<StoredUser, 'uniqueId' | 'email'> & {
  passwordHash: string;
};

export interface LoginUser extends StoredUser {
  /** The last login from the address in question, if it is known. */
  lastLoginFromHere?: Date | null;
  /** Whether a password is not enough: read together with the session generation. */
  hasSecondFactor: boolean;
}

/** Stores users, and the addresses of their recent logins. */
export abstract class UsersDal {
  /** Adds a user and publishes `user.registered`; resolves to the id, or `undefined` if the email is taken. */
  abstract create(user: NewUser): Promise<number | undefined>;

  abstract findByEmail(email: string): Promise<StoredUser | undefined>;

  abstract findByUniqueId(uniqueId: string): Promise<StoredUser | undefined>;

  /** Replaces a hash by another one; `false` if the user's hash is different by now. */
  abstract replacePasswordHash(id: number, from: string, to: string): Promise<boolean>;

  /** Sets a new password; `false` if the user is of another session generation by now, or gone. */
  abstract changePassword(id: number, generation: number, hash: string): Promise<boolean>;

  /** Sets a new password, whatever the generation of the user. */
  abstract setPassword(id: number, hash: string): Promise<void>;

  /**
   * Begins the next generation of a user's sessions. No session of an earlier one is added to a
   * transactional store until the open transaction ends, and none afterwards.
   *
   * @returns the new generation, or `undefined` if the user is gone
   */
  abstract nextGeneration(id: number): Promise<number | undefined>;

  /**
   * The session generation of a user, which stays until the open transaction ends; `undefined` if the user is
   * gone. Before what belongs to the user, such as second factors, as all changes lock the user first.
   */
  abstract holdGeneration(id: number): Promise<number | undefined>;

  /**
   * The user with this email, and the last login from this address.
   *
   * @param address the stored form of the address, of at most 64 characters
   */
  abstract findForLogin(email: string, address: string): Promise<LoginUser | undefined>;

  /** Stores a login from an address. The newest {@link KNOWN_ADDRESSES} per user are kept. */
  abstract noteLogin(id: number, address: string, at: Date): Promise<void>;

  /**
   * Deletes some known addresses without a login since then.
   *
   * @returns whether there may be more
   */
  abstract forgetAddresses(notSince: Date): Promise<boolean>;

  /**
   * Deletes a user and publishes `user.deleted`, atomically; `false` if the user is gone. Sessions in
   * the database are deleted with the user.
   */
  abstract delete(id: number): Promise<boolean>;

  /** The deletions of users with these ids, in no particular order. */
  abstract deletionsOf(ids: readonly number[]): Promise<UserDeletion[]>;

  /**
   * Makes new users get ids above `id`; `true` if they would have got lower ones. The maximum id is
   * `Number.MAX_SAFE_INTEGER`.
   */
  abstract continueIdsAbove(id: number): Promise<boolean>;

  /** The largest id that a user has or had; 0 without users. */
  abstract highestId(): Promise<number>;

  /** Those among `ids` that exist, in no particular order. */
  abstract findByIds(ids: readonly number[]): Promise<StoredUser[]>;
}

export const KNOWN_ADDRESSES = 20;
