import { ListsDal } from '../../../core/ports/lists.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import type { ItemsFileStore } from '../items-file.store.js';
import { refusalOf } from '../items-file.users.js';

/** The file has no lists. */
export class JsonFileListsDal extends ListsDal {
  constructor(private readonly store: ItemsFileStore) {
    super();
  }

  override all(user: UserRef) {
    return this.refuse(user);
  }

  override create(user: UserRef) {
    return this.refuse(user);
  }

  override change(user: UserRef) {
    return this.refuse(user);
  }

  override async beginDelete() {}

  override delete(user: UserRef) {
    return this.refuse(user);
  }

  override move(user: UserRef) {
    return this.refuse(user);
  }

  private async refuse(user: UserRef) {
    return refusalOf(this.store.read(), user) ?? 'not_stored';
  }
}
