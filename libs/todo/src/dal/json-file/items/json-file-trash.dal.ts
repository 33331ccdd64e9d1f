import { TrashDal } from '../../../core/ports/trash.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import type { ItemsFileStore } from '../items-file.store.js';
import { refusalOf } from '../items-file.users.js';

/** The file has no trash: it is written as a whole with each change. */
export class JsonFileTrashDal extends TrashDal {
  constructor(private readonly store: ItemsFileStore) {
    super();
  }

  override async page(user: UserRef) {
    return this.refuse(user);
  }

  override async export(): Promise<[]> {
    return [];
  }

  override async restore(user: UserRef) {
    return this.refuse(user);
  }

  override async delete(user: UserRef) {
    return this.refuse(user);
  }

  override async empty(user: UserRef) {
    return this.refuse(user);
  }

  private refuse(user: UserRef) {
    return refusalOf(this.store.read(), user) ?? 'not_stored';
  }
}
