export type ItemStatus = 'PENDING' | 'DONE';

export interface ItemDraft {
  /** 1 to 255 code points, trimmed. Not unique, not even among one user's items. */
  title: string;
  status: ItemStatus;
}

/** A to-do item. Its id is never reused, even after it is deleted. */
export interface Item extends ItemDraft {
  id: number;
}

/** A change of an item. A missing field keeps its value. */
export type ItemChange = Pick<Item, 'id'> & Partial<ItemDraft>;
