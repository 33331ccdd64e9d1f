import type { Role } from './users.dal.js';

/** What people say of themselves; `null` if they do not. */
export interface Profile {
  name: string | null;
  /** A language tag, such as `de-AT`. */
  locale: string | null;
  /** Of the IANA time zone database, such as `Europe/Vienna`. */
  timeZone: string | null;
}

/** An account, as its user sees it. */
export interface Account extends Profile {
  id: number;
  uniqueId: string;
  email: string;
  emailVerifiedAt: Date | null;
  createdAt: Date;
  hasPassword: boolean;
  /** Since when an administrator has disabled the user. */
  disabledAt: Date | null;
  role: Role;
}

/** Stores what belongs to an account beside its credentials. */
export abstract class AccountsDal {
  abstract find(id: number): Promise<Account | undefined>;

  /** Those that exist, in no particular order. */
  abstract findByIds(ids: readonly number[]): Promise<Account[]>;

  /** Finds one and locks it until the open transaction ends. Lock the account before its links. */
  abstract lock(id: number): Promise<Account | undefined>;

  /** Changes what is given; resolves to the account, or `undefined` if the user is gone. */
  abstract changeProfile(id: number, change: Partial<Profile>): Promise<Account | undefined>;

  /** Notes that the user has proven this email, in the open transaction; `false` if it is another one by now. */
  abstract verifyEmail(id: number, email: string, at: Date): Promise<boolean>;

  /**
   * Changes the email to a proven one, in the open transaction, which locks both addresses; `false` if
   * another user has it, or it is reserved for one.
   */
  abstract changeEmail(change: EmailChange): Promise<boolean>;

  /** Makes the user choose a new password, in the open transaction. */
  abstract removePassword(id: number): Promise<void>;

  /**
   * Deletes some reservations that have ended.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}

export interface EmailChange {
  id: number;
  from: string;
  to: string;
  at: Date;
  /** Until then, `from` is reserved for the user. */
  reservedUntil?: Date | undefined;
}
