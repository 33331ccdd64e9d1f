import type { UserRef } from '../todo.dal.js';
import type { EventCursor, UserDeletionDal } from '../user-deletion.dal.js';
import type { TaskFile } from './task-file.schema.js';
import type { TaskFileStore } from './task-file.store.js';
import { dismiss, introduce } from './task-file.users.js';

/** {@link UserDeletionDal} in one JSON file. */
export class JsonFileUserDeletionDal implements UserDeletionDal {
  constructor(private readonly store: TaskFileStore) {}

  async cursor(): Promise<EventCursor | undefined> {
    return toCursor(this.store.read());
  }

  async highestUserId(): Promise<number | undefined> {
    const ids = this.store.read().users.map(({ user_id }) => user_id);
    return ids.length > 0 ? ids.reduce((highest, id) => Math.max(highest, id)) : undefined;
  }

  async advance(
    from: EventCursor | undefined,
    to: EventCursor,
    deleted?: UserRef,
  ): Promise<boolean> {
    return this.store.change((content) => {
      const at = toCursor(content);
      if (at?.id !== from?.id || at?.eventId !== from?.eventId) return false;
      content.cursor = { id: to.id, event_id: to.eventId };
      if (deleted) letGo(content, deleted);
      return true;
    });
  }
}

function toCursor({ cursor }: Readonly<TaskFile>): EventCursor | undefined {
  return cursor ? { id: cursor.id, eventId: cursor.event_id } : undefined;
}

/** Of somebody else under this id nothing is taken: to them nothing has happened. */
function letGo(content: TaskFile, user: UserRef): void {
  introduce(content, user);
  const known = content.users.find(({ user_id }) => user_id === user.id);
  if (known?.unique_id === user.uniqueId) dismiss(content, user.id);
}
