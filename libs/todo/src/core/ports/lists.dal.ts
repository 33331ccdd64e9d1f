import type { DetailedItem } from '../details/detailed-item.js';
import type { List, ListChange } from '../lists/list.js';
import type { Place } from '../order/move.js';
import type { FilingRefusal, UserRefusal } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';

type Refused = UserRefusal | 'not_stored';

/**
 * Stores lists of users, and the order of items in them. Every method sees only the lists and items of the given user,
 * and returns why a user is refused; `not_stored` by a store without lists.
 */
export abstract class ListsDal {
  /** All, in their order. */
  abstract all(user: UserRef): Promise<List[] | Refused>;

  /** Adds a list after the others. Together they never have more than `MAX_LISTS`. */
  abstract create(user: UserRef, name: string): Promise<List | Refused | 'too_many_lists'>;

  abstract change(user: UserRef, change: ListChange): Promise<List | Refused | 'list_missing'>;

  /**
   * Moves most items of a list with many of them, as {@link delete} does, each some in a transaction of their own: the deletion that
   * follows is a short one, even if it is part of a longer transaction.
   */
  abstract beginDelete(user: Actor, id: number): Promise<void>;

  /**
   * Deletes a list without items; items that are in it move to the default list first, if they may. Others keep a shared list, and the user
   * leaves those of its items that they own, wherever the user has filed them.
   */
  abstract delete(
    user: Actor,
    id: number,
    movesItems: boolean,
  ): Promise<'done' | Refused | 'list_missing' | 'list_in_use'>;

  /** Moves an item of the user next to another one, in the list of that one: see `planMove`. */
  abstract move(
    user: UserRef,
    itemId: number,
    place: Place,
  ): Promise<DetailedItem | Refused | FilingRefusal | 'item_missing'>;
}
