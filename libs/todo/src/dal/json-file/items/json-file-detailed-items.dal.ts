import {
  type DetailedChange,
  type DetailedItem,
  NO_DETAILS,
  NO_PLACE,
  NO_TIMES,
} from '../../../core/details/detailed-item.js';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { Item } from '../../../core/item.js';
import { type DetailedChanged, DetailedItemsDal } from '../../../core/ports/detailed-items.dal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { roleOf, sharedItemsOf } from '../items-file.items.js';
import type { ItemsFile } from '../items-file.schema.js';
import type { ItemsFileStore } from '../items-file.store.js';
import { refusalOf } from '../items-file.users.js';
import { changeItem, ownItem, removeItem } from './change-item.js';

/** The file has titles and statuses only. */
export class JsonFileDetailedItemsDal extends DetailedItemsDal {
  constructor(
    private readonly store: ItemsFileStore,
    private readonly limits: ItemLimits,
  ) {
    super();
  }

  override async find(user: UserRef, id: number): ReturnType<DetailedItemsDal['find']> {
    const content = this.store.read();
    const refusal = refusalOf(content, user);
    if (refusal) return refusal;
    const item = ownItem(content, user, id);
    return item ? detailed(content, user, item) : 'item_missing';
  }

  override async change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ): ReturnType<DetailedItemsDal['change']> {
    if (hasDetails(change)) return 'not_stored';
    let changed: DetailedChanged | undefined;
    const outcome = await this.store.changeBy(user, (content) => {
      const item = ownItem(content, user, change.id);
      if (!item) return 'item_missing';
      const isChanged = holds(detailed(content, user, item));
      const done = isChanged ? changeItem(content, item, change, this.limits) : 'other';
      changed = { item: detailed(content, user, item), isChanged };
      return done;
    });
    return outcome === 'done' || outcome === 'other' ? changed! : outcome;
  }

  override async remove(
    user: Actor,
    id: number,
    holds: (item: DetailedItem) => boolean,
  ): ReturnType<DetailedItemsDal['remove']> {
    let present: DetailedItem | undefined;
    const outcome = await this.store.changeBy(user, (content) => {
      const item = ownItem(content, user, id);
      if (!item) return 'item_missing';
      present = detailed(content, user, item);
      if (!holds(present)) return 'other';
      removeItem(content, user, id);
      return 'done';
    });
    return outcome === 'other' ? present! : outcome;
  }

  override async page(user: UserRef) {
    return refusalOf(this.store.read(), user) ?? 'not_stored';
  }

  override async create(user: UserRef) {
    return refusalOf(this.store.read(), user) ?? 'not_stored';
  }
}

function detailed(content: Readonly<ItemsFile>, { userId }: UserRef, item: Item): DetailedItem {
  const { id, title, status } = item;
  const rest = { ...NO_DETAILS, ...NO_TIMES, ...NO_PLACE };
  const role = roleOf(content, userId, id)!;
  const isShared = sharedItemsOf(content, userId).has(id);
  return { id, title, status, ...rest, role, isShared };
}

function hasDetails(change: DetailedChange): boolean {
  return [...Object.keys(NO_DETAILS), 'listId', 'remind'].some((field) => field in change);
}
