import { Injectable } from '@nestjs/common';
import type { ItemChange, ItemDraft } from './item.js';
import type { ItemsJson } from './items-json.js';
import { ItemsDal } from './ports/items.dal.js';
import { unwrap } from './refusal.js';
import type { Actor, UserRef } from './user-ref.js';

/**
 * A user's items. Most methods return all of them, as they are after it. All throw ServiceError
 * `session_ended` if the user has been deleted, and `user_id_reused` if the items of this id belong
 * to an earlier user.
 */
@Injectable()
export class ItemsService {
  constructor(private readonly items: ItemsDal) {}

  /** @throws ServiceError `item_limit_reached`, `title_limit_reached` */
  async create(user: UserRef, draft: ItemDraft): Promise<ItemsJson> {
    unwrap(await this.items.create(user, draft));
    return this.list(user);
  }

  async list(user: UserRef): Promise<ItemsJson> {
    return unwrap(await this.items.list(user));
  }

  /**
   * Ticking an item that repeats makes the next one, which counts for its owner and its members.
   *
   * @throws ServiceError `item_not_found`, also if it is another user's; `item_limit_reached`, `title_limit_reached`,
   *   `share_limit_reached`
   */
  async update(user: UserRef, change: ItemChange): Promise<ItemsJson> {
    unwrap(await this.items.update(user, change));
    return this.list(user);
  }

  /**
   * Deletes one item with this title: of several, the one that {@link ItemsDal.removeByTitle} selects.
   *
   * @throws ServiceError `item_not_found`, also if only other users have one
   */
  async deleteByTitle(user: Actor, title: string): Promise<ItemsJson> {
    unwrap(await this.items.removeByTitle(user, title));
    return this.list(user);
  }
}
