import type { DetailedItem } from '../details/detailed-item.js';

/** An item in the trash of the user who owned it. It has no members: restored, it is its owner's alone. */
export interface TrashedItem extends DetailedItem {
  deletedAt: Date;
}

/** Some of the items of a trash, the last deleted first, and where the next ones begin. */
export interface TrashPage {
  items: TrashedItem[];
  next: string | undefined;
}

/** Which part of a trash is wanted. */
export interface TrashQuery {
  limit: number;
  /** The `next` of the page before. */
  cursor?: string | undefined;
}
