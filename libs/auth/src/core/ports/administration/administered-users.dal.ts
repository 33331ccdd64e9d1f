import type { Role } from '../users.dal.js';

/** A user, as administrators see it. */
export interface AdministeredUser {
  id: number;
  uniqueId: string;
  email: string;
  role: Role;
  createdAt: Date;
  disabledAt: Date | null;
}

/** Which users are listed. */
export interface UserSearch {
  /** How their emails begin, in lower case; all users if it is absent. */
  emailPrefix?: string | undefined;
  /** Those after this one, which may be gone by now. */
  after?: Pick<AdministeredUser, 'id' | 'email'> | undefined;
  limit: number;
}

/** Reads users for administrators, and stores their roles and whether they are disabled. */
export abstract class AdministeredUsersDal {
  /** All in the order of their ids, or those with a prefix in the order of the bytes of their emails. */
  abstract list(search: UserSearch): Promise<AdministeredUser[]>;

  abstract findByUniqueId(uniqueId: string): Promise<AdministeredUser | undefined>;

  abstract findByEmail(email: string): Promise<AdministeredUser | undefined>;

  /** The users with the role `admin`, by id: also disabled ones. At most `limit`. */
  abstract administrators(limit: number): Promise<AdministeredUser[]>;

  /** `false` if the user is gone. */
  abstract setRole(id: number, role: Role): Promise<boolean>;

  /**
   * Disables a user from then on, or with `null` enables; `false` if the user is gone. Who is disabled
   * stays so since the first time.
   */
  abstract setDisabled(id: number, at: Date | null): Promise<boolean>;

  /**
   * The ids of the administrators who are not disabled, and whose deletion is not planned. Until the open
   * transaction ends, no other one gets an answer, and none of them changes.
   */
  abstract lockAdministrators(): Promise<number[]>;
}
