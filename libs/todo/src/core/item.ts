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
