import type { UserRef } from '../../core/user-ref.js';
import type { EventCursor, UserDeletionDal } from '../../core/ports/user-deletion.dal.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { deleteUserData, insertUserRefs } from './items-file.users.js';

export class JsonFileUserDeletionDal implements UserDeletionDal {
  constructor(private readonly store: ItemsFileStore) {}

  async cursor(): Promise<EventCursor | undefined> {
    return toCursor(this.store.read());
  }

  async highestUserId(): Promise<number | undefined> {
    const ids = this.store.read().users.map(({ user_id }) => user_id);
    return ids.length > 0 ? ids.reduce((highest, id) => Math.max(highest, id)) : undefined;
  }

  async advance(from: EventCursor | undefined, to: EventCursor, deleted?: UserRef) {
    return this.store.change((content) => {
      const at = toCursor(content);
      if (at?.id !== from?.id || at?.eventId !== from?.eventId) return false;
      content.cursor = { id: to.id, event_id: to.eventId };
      if (deleted) applyUserDeletion(content, deleted);
      return true;
    });
  }
}

function toCursor({ cursor }: Readonly<ItemsFile>): EventCursor | undefined {
  return cursor ? { id: cursor.id, eventId: cursor.event_id } : undefined;
}

/** Does not change another user with this id: the event is not theirs. */
function applyUserDeletion(content: ItemsFile, user: UserRef): void {
  insertUserRefs(content, user);
  const known = content.users.find(({ user_id }) => user_id === user.userId);
  if (known?.unique_id === user.uniqueId) deleteUserData(content, user.userId);
}
