import type { UserRef } from '../../core/user-ref.js';
import type { UserDeletionDal } from '../../core/ports/user-deletion.dal.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { deleteUserData, insertUserRefs } from './items-file.users.js';

export class JsonFileUserDeletionDal implements UserDeletionDal {
  constructor(private readonly store: ItemsFileStore) {}

  async highestUserId(): Promise<number | undefined> {
    const ids = this.store.read().users.map(({ user_id }) => user_id);
    return ids.length > 0 ? ids.reduce((highest, id) => Math.max(highest, id)) : undefined;
  }

  async delete(user: UserRef): Promise<void> {
    await this.store.change((content) => {
      applyUserDeletion(content, user);
      return true;
    });
  }
}

/** Does not change another user with this id: the event is not theirs. */
function applyUserDeletion(content: ItemsFile, user: UserRef): void {
  insertUserRefs(content, user);
  const known = content.users.find(({ user_id }) => user_id === user.userId);
  if (known?.unique_id === user.uniqueId) deleteUserData(content, user.userId);
}
