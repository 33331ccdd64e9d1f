import type { UserRef } from '../user-ref.js';

/** The last event of auth that has been applied here. */
export interface EventCursor {
  id: number;
  eventId: string;
}

export abstract class UserDeletionDal {
  abstract cursor(): Promise<EventCursor | undefined>;

  /** The largest known id of a user, also of a deleted one; `undefined` for none. */
  abstract highestUserId(): Promise<number | undefined>;

  /**
   * Moves the cursor from `from` to `to`, and applies the deletion of `deleted` in the same
   * transaction: the user gets no more items, the user's memberships are removed, and items without
   * a member are deleted; of the others, the earliest member becomes the owner. `false`, without a
   * change, if the cursor is not at `from` any more: another process was faster.
   */
  abstract advance(
    from: EventCursor | undefined,
    to: EventCursor,
    deleted?: UserRef,
  ): Promise<boolean>;
}
