/** A user as it is stored. The hash goes no further than the core's password check. */
export interface StoredUser {
  id: number;
  uniqueId: string;
  /** In lower case, without surrounding space. */
  email: string;
  passwordHash: string;
}

/** Keeps users. */
export interface UserDal {
  /** Adds a user, or resolves to `false` if the email is taken. */
  create(user: Omit<StoredUser, 'id'>): Promise<boolean>;

  findByEmail(email: string): Promise<StoredUser | undefined>;

  findByUniqueId(uniqueId: string): Promise<StoredUser | undefined>;

  /** Those among `ids` that exist, in no particular order. */
  findByIds(ids: readonly number[]): Promise<StoredUser[]>;
}

/** Injects the implementation of {@link UserDal}. */
export const USER_DAL = Symbol('USER_DAL');
