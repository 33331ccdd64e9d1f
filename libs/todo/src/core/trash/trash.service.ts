import { Injectable } from '@nestjs/common';
import { deletedOf, type Written, writtenOf } from '../keyed/keyed-write.js';
import { TrashDal } from '../ports/trash.dal.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import type { TrashPage, TrashQuery } from './trashed-item.js';

/** The items that a user has deleted. Throws as `ItemsService` does, and `database_required` with a JSON file. */
@Injectable()
export class TrashService {
  constructor(private readonly trash: TrashDal) {}

  /** @throws ServiceError `cursor_unknown` */
  async page(user: UserRef, query: TrashQuery): Promise<TrashPage> {
    return unwrap(await this.trash.page(user, query));
  }

  /**
   * Restores an item as it was, for its owner alone.
   *
   * @throws ServiceError `item_not_found`, also if it is in the trash of another user
   */
  async restore(user: UserRef, id: number): Promise<Written> {
    return writtenOf('changed', unwrap(await this.trash.restore(user, id)));
  }

  /** Deletes an item permanently. @throws ServiceError `item_not_found` */
  async delete(user: UserRef, id: number): Promise<Written<undefined>> {
    unwrap(await this.trash.delete(user, id));
    return deletedOf(id);
  }

  /** Deletes permanently what is in the trash. */
  async empty(user: UserRef): Promise<Written<undefined>> {
    unwrap(await this.trash.empty(user));
    return deletedOf();
  }
}
