import { Injectable } from '@nestjs/common';
import type { DetailedChange, DetailedDraft, DetailedItem } from './detailed-item.js';
import type { ItemQuery } from './item-query.js';
import {
  type DetailedChanged,
  DetailedItemsDal,
  type ItemsPage,
} from '../ports/detailed-items.dal.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';

/** A user's items, with all that version 2 of the API has of them. Throws as `ItemsService` does. */
@Injectable()
export class DetailedItemsService {
  constructor(private readonly items: DetailedItemsDal) {}

  /** @throws ServiceError `item_not_found`, also if it is another user's */
  async find(user: UserRef, id: number): Promise<DetailedItem> {
    return unwrap(await this.items.find(user, id));
  }

  /** @throws ServiceError `cursor_unknown`, `database_required` */
  async page(user: UserRef, query: ItemQuery): Promise<ItemsPage> {
    return unwrap(await this.items.page(user, query));
  }

  /** @throws ServiceError `item_limit_reached`, `title_limit_reached`, `database_required` */
  async create(user: UserRef, draft: DetailedDraft): Promise<DetailedItem> {
    return unwrap(await this.items.create(user, draft));
  }

  /**
   * Changes an item, if a condition holds for it, and tells whether it did.
   *
   * @throws ServiceError `item_not_found`, also if it is another user's; `title_limit_reached`, `database_required`
   */
  async change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ): Promise<DetailedChanged> {
    return unwrap(await this.items.change(user, change, holds));
  }
}
