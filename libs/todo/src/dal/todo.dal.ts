export type ToDoStatus = 'PENDING' | 'DONE';

/** What a user writes of an item. */
export interface ToDoDraft {
  /** 1 to 255 code points, trimmed. Not unique, not even among one user's items. */
  title: string;
  status: ToDoStatus;
}

/** A to-do item. Its id is never given to another one, even after it is deleted. */
export interface ToDo extends ToDoDraft {
  id: number;
}

/** What a user changes of an item. What is not there stays as it is. */
export type ToDoChange = Pick<ToDo, 'id'> & Partial<ToDoDraft>;

/** What a user is to an item: exactly one owns it, others may share it. */
export type ConnectionRole = 'owner' | 'member';

/**
 * A JSON array of items, `{"id":1,"title":"code","status":"PENDING"}` each, oldest
 * first. Stores make it themselves, as text that nobody on the way to the client has
 * to take apart and put together again.
 */
export type ItemsJson = string;

/** A user's items, by what is still to do. */
export interface AllItems {
  pending: ItemsJson;
  done: ItemsJson;
}

/**
 * A user, as items know one. Items are tethered to the id; the public id tells
 * whether that still is who it was, as ids may come again after a restore of auth.
 */
export interface UserRef {
  id: number;
  uniqueId: string;
}

/**
 * Keeps items and the connections that tether them to users. Every method is
 * confined to the items of the user it is given: another user's item is, to it,
 * not there. And every method throws
 *
 * - ServiceError `session_ended` if the user has been deleted,
 * - ServiceError `user_id_reused` if the id has belonged to another user, whose
 *   items are still here.
 */
export interface TodoDal {
  /**
   * Adds an item and the user's connection to it as its owner: both or neither.
   *
   * @throws ServiceError `item_limit_reached`, `title_limit_reached` if the user may not
   * own as many items, or as many bytes of titles
   */
  create(user: UserRef, draft: ToDoDraft): Promise<void>;

  /** All items of a user, as they are when this is called or later: never older. */
  list(user: UserRef): Promise<AllItems>;

  /**
   * Changes one of the user's items; `false` if there is none with this id. The title of a
   * shared item counts for its owner.
   *
   * @throws ServiceError `title_limit_reached` if a longer title is beyond what the owner may have
   */
  update(user: UserRef, change: ToDoChange): Promise<boolean>;

  /**
   * Removes one of the user's items with exactly this title: an owned one before a shared
   * one, then one that is done before one that is pending, then the oldest. One that the
   * user owns is deleted for all who share it; one that is shared with them loses only
   * the user's connection. `false` if the user has no such item (any more).
   */
  removeByTitle(user: UserRef, title: string): Promise<boolean>;
}

/** Injects the implementation of {@link TodoDal}. */
export const TODO_DAL = Symbol('TODO_DAL');
