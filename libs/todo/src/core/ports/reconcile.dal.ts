import type { UserRef } from '../user-ref.js';

/** A user in memberships or in `user_refs`. */
export interface NamedUser {
  userId: number;
  /** `null` if it is not stored. */
  uniqueId: string | null;
  /** Whether the deletion of this user has been applied. */
  isDeleted: boolean;
  hasItems: boolean;
}

/** A page of items, with the inconsistent ones. */
export interface ItemPage {
  /** Where the next page starts; `undefined` after the last one. */
  next?: number;
  size: number;
  /** Items without a member. */
  orphaned: number[];
  /** Items with members and without an owner. */
  ownerless: number[];
}

/** A page of users, and those whose stored counts are wrong. */
export interface CountsPage {
  /** Where the next page starts; `undefined` after the last one. */
  next?: number;
  miscounted: number[];
}

/** Finds inconsistencies, page by page, and repairs them. Safe beside running processes. */
export abstract class ReconcileDal {
  /** At most `limit` users with an id above `after`, in the order of ids. */
  abstract usersAfter(after: number, limit: number): Promise<NamedUser[]>;

  /** The number of memberships of these users without an item. */
  abstract countWithoutItem(userIds: number[]): Promise<number>;
  abstract removeWithoutItem(userIds: number[]): Promise<void>;

  abstract itemsAfter(after: number, limit: number): Promise<ItemPage>;
  /** Gives each of these items to its earliest member; deletes those without a member. */
  abstract promoteOrDelete(itemIds: number[]): Promise<void>;

  /** At most `limit` users with an id above `after`. */
  abstract countsAfter(after: number, limit: number): Promise<CountsPage>;
  abstract recount(userIds: number[]): Promise<void>;

  /** Stores the public ids of these users, unless they are stored already. */
  abstract insertUserRefs(users: UserRef[]): Promise<void>;
  /** Deletes the data of the user with this id, as a deletion does. */
  abstract deleteUserData(userId: number): Promise<void>;
  /** Assigns an id, whose earlier user's data was deleted, to the user who has it at auth. */
  abstract reassignUserId(user: UserRef): Promise<void>;
  /** Marks a user as not deleted. The data stays deleted. */
  abstract undeleteUser(user: UserRef): Promise<void>;
}
