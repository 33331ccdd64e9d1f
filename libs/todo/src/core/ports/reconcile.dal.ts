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

/** Finds inconsistent items and counts, page by page, and repairs them. Safe beside running processes. */
export abstract class ReconcileDal {
  /** The number of memberships of these users without an item. */
  abstract countWithoutItem(userIds: number[]): Promise<number>;
  abstract removeWithoutItem(userIds: number[]): Promise<void>;

  abstract itemsAfter(after: number, limit: number): Promise<ItemPage>;
  /** Gives each of these items to its earliest member; deletes those without a member. */
  abstract promoteOrDelete(itemIds: number[]): Promise<void>;

  /** At most `limit` users with an id above `after`. */
  abstract countsAfter(after: number, limit: number): Promise<CountsPage>;
  abstract recount(userIds: number[]): Promise<void>;
}
