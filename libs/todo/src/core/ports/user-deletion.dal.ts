import type { UserRef } from '../user-ref.js';

/** The last event of auth that has been applied here. */
export interface EventCursor {
  id: number;
  eventId: string;
}

/** Follows the deletions of users. */
export interface UserDeletionDal {
  /** Where this store stands; `undefined` before the first event. */
  cursor(): Promise<EventCursor | undefined>;

  /** The largest id of a user that is known here, also of a deleted one; `undefined` for none. */
  highestUserId(): Promise<number | undefined>;

  /**
   * Moves the cursor from `from` to `to`, and with it, in the same transaction, lets
   * `deleted` go: nothing can be given to them any more, their connections end, items
   * go on to the earliest member or, without one, go too. `false`, and nothing is
   * changed, if the cursor is not at `from` any more: another process was faster.
   */
  advance(from: EventCursor | undefined, to: EventCursor, deleted?: UserRef): Promise<boolean>;
}

/** Injects the implementation of {@link UserDeletionDal}. */
export const USER_DELETION_DAL = Symbol('USER_DELETION_DAL');
