import { Injectable } from '@nestjs/common';
import { ExportedItemsDal } from './ports/exported-items.dal.js';
import { unwrap } from './refusal.js';
import type { UserRef } from './user-ref.js';

/** Whose the data is that todo stores under the id of a user. The audit knows ids only. */
@Injectable()
export class OwnDataService {
  constructor(private readonly items: ExportedItemsDal) {}

  /** @throws ServiceError `session_ended` if the user was deleted; `user_id_reused` if it is of an earlier user */
  async assertOwn(user: UserRef): Promise<void> {
    unwrap(await this.items.refusalOf(user));
  }
}
