import { Injectable } from '@nestjs/common';
import type { DetailedChange, DetailedDraft, DetailedItem } from './detailed-item.js';
import type { ItemQuery } from './item-query.js';
import { deletedOf, type Written, writtenOf } from '../keyed/keyed-write.js';
import { KeyedWritesService } from '../keyed/keyed-writes.service.js';
import { DetailedItemsDal, type ItemsPage } from '../ports/detailed-items.dal.js';
import { unwrap } from '../refusal.js';
import { assertRemindable } from '../schedule/remind-at.js';
import { assertRepeats } from '../schedule/repetition.js';
import type { Actor, UserRef } from '../user-ref.js';

/** A user's items, with all that version 2 of the API has of them. Throws as `ItemsService` does. */
@Injectable()
export class DetailedItemsService {
  constructor(
    private readonly items: DetailedItemsDal,
    private readonly keyed: KeyedWritesService,
  ) {}

  /** @throws ServiceError `item_not_found`, also if it is another user's */
  async find(user: UserRef, id: number): Promise<DetailedItem> {
    return unwrap(await this.items.find(user, id));
  }

  /** @throws ServiceError `cursor_unknown`, `list_not_found`, `database_required` */
  async page(user: UserRef, query: ItemQuery): Promise<ItemsPage> {
    return unwrap(await this.items.page(user, query));
  }

  /**
   * Adds an item, or finds the one that the user has created with the same client id and the same contents.
   *
   * @param clientId a UUID in lower case
   * @throws ServiceError `list_not_found`, `item_limit_reached`, `title_limit_reached`, `validation_failed`,
   *   `database_required`; with a client id `client_id_used`, `item_gone`
   */
  async create(user: UserRef, draft: DetailedDraft, clientId?: string): Promise<Written> {
    assertRepeats(draft, draft);
    assertRemindable(draft, draft);
    const create = async () => writtenOf('created', unwrap(await this.items.create(user, draft)));
    return clientId === undefined ? create() : this.keyed.createOnce(user, clientId, draft, create);
  }

  /**
   * Changes an item, if a condition holds for it; otherwise it is `unchanged`. Ticking one that repeats makes the next one,
   * which counts for its owner and its members.
   *
   * @throws ServiceError `item_not_found`, also if it is another user's; `list_not_found`, `validation_failed`,
   *   `item_limit_reached`, `title_limit_reached`, `share_limit_reached`, `database_required`
   */
  async change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ): Promise<Written> {
    const mayChange = (item: DetailedItem) => {
      if (!holds(item)) return false;
      const after = { ...item, ...change };
      assertRepeats(change, after);
      assertRemindable(change, after);
      return true;
    };
    const { item, isChanged } = unwrap(await this.items.change(user, change, mayChange));
    return writtenOf(isChanged ? 'changed' : 'unchanged', item);
  }

  /**
   * Deletes an item of the user if a condition holds for it, or leaves one of another owner. Otherwise it is `unchanged`.
   *
   * @throws ServiceError `item_not_found`, also if it is another user's
   */
  async delete(
    user: Actor,
    id: number,
    holds: (item: DetailedItem) => boolean,
  ): Promise<Written<DetailedItem | undefined>> {
    const outcome = unwrap(await this.items.remove(user, id, holds));
    return outcome === 'done' ? deletedOf(id) : writtenOf('unchanged', outcome);
  }
}
