import type { UserRef } from '../user-ref.js';

/** A user whom connections or `user_refs` name. */
export interface NamedUser {
  id: number;
  /** Who it is, if that has been noted. */
  uniqueId?: string;
  /** Whether the deletion of this user has been applied. */
  isDeleted: boolean;
  /** Whether the user has items. */
  isConnected: boolean;
}

/** A page of items, and what is wrong with some of them. */
export interface ItemPage {
  /** Where the next page goes on; `undefined` after the last one. */
  next?: number;
  size: number;
  /** Items that nobody has. */
  orphaned: number[];
  /** Items with members and without an owner. */
  ownerless: number[];
}

/** A page of users, and who of them has more or fewer items than is counted. */
export interface CountsPage {
  /** Where the next page goes on; `undefined` after the last one. */
  next?: number;
  miscounted: number[];
}

/** Finds what dangles, page by page, and repairs it. Safe beside processes that serve. */
export interface ReconcileDal {
  /** At most `limit` users with an id above `after`, in the order of ids. */
  usersAfter(after: number, limit: number): Promise<NamedUser[]>;

  /** How many connections of these users lead to no item. */
  countWithoutItem(userIds: number[]): Promise<number>;
  removeWithoutItem(userIds: number[]): Promise<void>;

  itemsAfter(after: number, limit: number): Promise<ItemPage>;
  /** Gives each of these items to its earliest member; deletes those that nobody has. */
  promoteOrDelete(itemIds: number[]): Promise<void>;

  /** At most `limit` users with an id above `after`. */
  countsAfter(after: number, limit: number): Promise<CountsPage>;
  /** Counts anew what these users own. */
  recount(userIds: number[]): Promise<void>;

  /** Notes who these users are, unless it has been noted. */
  insertUserRefs(users: UserRef[]): Promise<void>;
  /** Takes everything away from whoever is under this id, as if their deletion were applied. */
  deleteUserData(userId: number): Promise<void>;
  /** Gives an id, whose earlier user has been dismissed, to the one who has it at auth. */
  reassignUserId(user: UserRef): Promise<void>;
  /** Takes back that this user has been deleted. What they had is gone. */
  undeleteUser(user: UserRef): Promise<void>;
  /** Lets the events of auth be applied again, from the first one on. */
  resetCursor(): Promise<void>;
}

/** Injects the implementation of {@link ReconcileDal}. */
export const RECONCILE_DAL = Symbol('RECONCILE_DAL');
