import type { UserRef } from '../user-ref.js';

export abstract class UserDeletionDal {
  /** The largest known id of a user, also of a deleted one; `undefined` for none. */
  abstract highestUserId(): Promise<number | undefined>;

  /**
   * Deletes the data of a user: the user gets no more items, the user's memberships are removed, and
   * items without a member are deleted; of the others, the earliest member becomes the owner. No
   * change the second time, nor to another user with this id.
   */
  abstract delete(user: UserRef): Promise<void>;
}
