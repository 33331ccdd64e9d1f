import type { DetailedItem } from '../details/detailed-item.js';
import type { UserRefusal } from '../refusal.js';
import type { UserRef } from '../user-ref.js';

/** An item of a user, with all that is stored of it. */
export interface ExportedItem extends DetailedItem {
  /** Since when the user has it. */
  since: Date;
  /** Whether it was handed over to the user. */
  isInherited: boolean;
}

/** Reads all that is stored of a user's items, page by page. */
export abstract class ExportedItemsDal {
  /** Why nothing that is stored under the id is for this user; `undefined` if it is, or nothing is. */
  abstract refusalOf(user: UserRef): Promise<UserRefusal | undefined>;

  /** At most `limit` items with an id above `after`, in the order of their ids. None of a reused id. */
  abstract page(user: UserRef, after: number, limit: number): Promise<ExportedItem[]>;
}
