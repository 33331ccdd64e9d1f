import { Inject, Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import type { AllItems, ItemChange, ItemDraft } from './item.js';
import type { UserRef } from './user-ref.js';
import { ITEMS_DAL, type ItemsDal } from './ports/items.dal.js';

/**
 * A user's to-do list. Every method answers with all of the user's items, as they
 * are after it. All throw what `ItemsDal` does for deleted users and reused ids.
 */
@Injectable()
export class ItemsService {
  constructor(@Inject(ITEMS_DAL) private readonly items: ItemsDal) {}

  /** @throws ServiceError `item_limit_reached`, `title_limit_reached` */
  async create(user: UserRef, draft: ItemDraft): Promise<AllItems> {
    await this.items.create(user, draft);
    return this.list(user);
  }

  list(user: UserRef): Promise<AllItems> {
    return this.items.list(user);
  }

  /** @throws ServiceError `item_not_found`, also if it is another user's; `title_limit_reached` */
  async update(user: UserRef, change: ItemChange): Promise<AllItems> {
    const updated = await this.items.update(user, change);
    if (!updated) throw new ServiceError('item_not_found');
    return this.list(user);
  }

  /**
   * Deletes one of the user's items with this title: an owned one before a shared
   * one, then one that is done before one that is pending, then the oldest.
   *
   * @throws ServiceError `item_not_found`, also if only other users have one.
   */
  async deleteByTitle(user: UserRef, title: string): Promise<AllItems> {
    const removed = await this.items.removeByTitle(user, title);
    if (!removed) throw new ServiceError('item_not_found');
    return this.list(user);
  }
}
