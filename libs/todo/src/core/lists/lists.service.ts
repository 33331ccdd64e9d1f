import { Injectable } from '@nestjs/common';
import { deletedOf, type Written, writtenOf } from '../keyed/keyed-write.js';
import type { Place } from '../order/move.js';
import { ListsDal } from '../ports/lists.dal.js';
import { unwrap } from '../refusal.js';
import type { Actor, UserRef } from '../user-ref.js';
import type { List, ListChange } from './list.js';

/**
 * A user's lists, and the order of items in them. All methods throw as `ItemsService` does, and ServiceError
 * `database_required` with a store that has no lists.
 */
@Injectable()
export class ListsService {
  constructor(private readonly lists: ListsDal) {}

  /** All lists of the user, archived ones too, in their order. */
  async all(user: UserRef): Promise<List[]> {
    return unwrap(await this.lists.all(user));
  }

  /** As {@link all}, and none with a store that has no lists. */
  async stored(user: UserRef): Promise<List[]> {
    const lists = await this.lists.all(user);
    return lists === 'not_stored' ? [] : unwrap(lists);
  }

  /** @throws ServiceError `list_not_found`, also if it is another user's */
  async find(user: UserRef, id: number): Promise<List> {
    return unwrap((await this.one(user, id)) ?? 'list_missing');
  }

  /** The list of a repeated write. @throws ServiceError `item_gone` if it was deleted since */
  async findAgain(user: UserRef, id: number): Promise<List> {
    return unwrap((await this.one(user, id)) ?? 'item_gone');
  }

  /** Adds a list, after the others. @throws ServiceError `list_limit_reached` */
  async create(user: UserRef, name: string): Promise<Written<List>> {
    return writtenOf('created', unwrap(await this.lists.create(user, name)));
  }

  /** The last change of a field stays. @throws ServiceError `list_not_found` */
  async change(user: UserRef, change: ListChange): Promise<Written<List>> {
    return writtenOf('changed', unwrap(await this.lists.change(user, change)));
  }

  /** Before the transaction in which {@link delete} moves items: it moves the most of many. */
  beginDelete(user: Actor, id: number): Promise<void> {
    return this.lists.beginDelete(user, id);
  }

  /**
   * Deletes a list.
   *
   * @param movesItems whether items that are in it move to the default list
   * @throws ServiceError `list_not_found`, `list_not_empty`
   */
  async delete(user: Actor, id: number, movesItems: boolean): Promise<Written<undefined>> {
    unwrap(await this.lists.delete(user, id, movesItems));
    return deletedOf(id);
  }

  /**
   * Moves an item beside another one, in its list. Beside itself it stays where it is.
   *
   * @throws ServiceError `item_not_found`, if one of the two is no item of the user; `share_limit_reached`,
   *   `member_limit_reached`, if others have the list
   */
  async move(user: UserRef, itemId: number, place: Place): Promise<Written> {
    return writtenOf('changed', unwrap(await this.lists.move(user, itemId, place)));
  }

  private async one(user: UserRef, id: number): Promise<List | undefined> {
    return (await this.all(user)).find((list) => list.id === id);
  }
}
