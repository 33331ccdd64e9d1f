import type { UserRef } from '../user-ref.js';

/** The last event of auth that has been applied here. */
export interface EventCursor {
  id: number;
  eventId: string;
}

/** Applies the deletions of users. */
export interface UserDeletionDal {
  /** The cursor; `undefined` before the first event. */
  cursor(): Promise<EventCursor | undefined>;

  /** The largest known id of a user, also of a deleted one; `undefined` for none. */
  highestUserId(): Promise<number | undefined>;

  /**
   * Moves the cursor from `from` to `to`, and applies the deletion of `deleted` in the same
   * transaction: the user gets no more items, the user's memberships are removed, and items without
   * a member are deleted; of the others, the earliest member becomes the owner. `false`, without a
   * change, if the cursor is not at `from` any more: another process was faster.
   */
  advance(from: EventCursor | undefined, to: EventCursor, deleted?: UserRef): Promise<boolean>;
}

/** Injects the implementation of {@link UserDeletionDal}. */
export const USER_DELETION_DAL = Symbol('USER_DELETION_DAL');
