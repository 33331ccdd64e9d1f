/** A user as it is stored. The hash goes no further than the core's password check. */
export interface StoredUser {
  id: number;
  uniqueId: string;
  /** In lower case, without surrounding space. */
  email: string;
  passwordHash: string;
}

/** A user who may be about to log in. */
export interface LoginUser extends StoredUser {
  /** When they last logged in from the address in question, if that is still known. */
  lastLoginFromHere?: Date;
}

/** Keeps users, and the addresses that they logged in from lately. */
export interface UsersDal {
  /** Adds a user, or resolves to `false` if the email is taken. */
  create(user: Omit<StoredUser, 'id'>): Promise<boolean>;

  findByEmail(email: string): Promise<StoredUser | undefined>;

  findByUniqueId(uniqueId: string): Promise<StoredUser | undefined>;

  /** Puts a hash in the place of another one; `false` if the user has not that one any more. */
  replacePasswordHash(id: number, from: string, to: string): Promise<boolean>;

  /**
   * The user with this email, and whether they have logged in from this address.
   *
   * @param address whatever stands for it; at most 64 characters
   */
  findForLogin(email: string, address: string): Promise<LoginUser | undefined>;

  /** Notes a login from an address. Of each user the newest {@link KNOWN_ADDRESSES} are kept. */
  noteLogin(id: number, address: string, at: Date): Promise<void>;

  /**
   * Removes some known addresses without a login since.
   *
   * @returns whether there may be more
   */
  forgetAddresses(notSince: Date): Promise<boolean>;

  /**
   * Removes a user and notes `user.deleted`, both or neither; `false` if the user is
   * gone. The sessions that the database holds go with the user.
   */
  delete(id: number): Promise<boolean>;

  /**
   * Has new users get ids above `id`; `true` if they would have got lower ones. The
   * largest id of all is 2,147,483,647.
   */
  continueIdsAbove(id: number): Promise<boolean>;

  /** Those among `ids` that exist, in no particular order. */
  findByIds(ids: readonly number[]): Promise<StoredUser[]>;
}

/** How many addresses of one user are kept. */
export const KNOWN_ADDRESSES = 20;

/** Injects the implementation of {@link UsersDal}. */
export const USERS_DAL = Symbol('USERS_DAL');
