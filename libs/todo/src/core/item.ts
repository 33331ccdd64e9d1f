export type ItemStatus = 'PENDING' | 'DONE';

/** What a user writes of an item. */
export interface ItemDraft {
  /** 1 to 255 code points, trimmed. Not unique, not even among one user's items. */
  title: string;
  status: ItemStatus;
}

/** A to-do item. Its id is never given to another one, even after it is deleted. */
export interface Item extends ItemDraft {
  id: number;
}

/** What a user changes of an item. What is not there stays as it is. */
export type ItemChange = Pick<Item, 'id'> & Partial<ItemDraft>;

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
