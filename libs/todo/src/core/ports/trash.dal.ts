import type { DetailedItem } from '../details/detailed-item.js';
import type { FilingRefusal, UserRefusal } from '../refusal.js';
import type { TrashedItem, TrashPage, TrashQuery } from '../trash/trashed-item.js';
import type { UserRef } from '../user-ref.js';

/**
 * Stores the items that their owners have deleted, until they delete them permanently, or for 30 days. As with `ItemsDal`,
 * every method sees only what is the given user's; `not_stored` by a store that has no trash.
 */
export abstract class TrashDal {
  /** Those that stay in the trash while pages are read are on exactly one of them. A cursor is unknown to other users. */
  abstract page(
    user: UserRef,
    query: TrashQuery,
  ): Promise<TrashPage | UserRefusal | 'unknown_cursor' | 'not_stored'>;

  /** All that is stored of it: at most `limit` items with an id above `after`, in the order of their ids. */
  abstract export(user: UserRef, after: number, limit: number): Promise<TrashedItem[]>;

  /**
   * Makes it an item again, as it was, with the same id and times, in its list, if that is there, and with the
   * reminder of the user, unless its time has passed. The user is its only member.
   */
  abstract restore(
    user: UserRef,
    id: number,
  ): Promise<DetailedItem | UserRefusal | FilingRefusal | 'item_missing' | 'not_stored'>;

  /** Permanently. It counts no more for the user. */
  abstract delete(
    user: UserRef,
    id: number,
  ): Promise<'done' | UserRefusal | 'item_missing' | 'not_stored'>;

  abstract empty(user: UserRef): Promise<'done' | UserRefusal | 'not_stored'>;
}
