import { NO_DETAILS, NO_PLACE, NO_TIMES } from '../../../core/details/detailed-item.js';
import { type ExportedItem, ExportedItemsDal } from '../../../core/ports/exported-items.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { sharedItemsOf } from '../items-file.items.js';
import type { ItemsFileStore } from '../items-file.store.js';
import { refusalOf } from '../items-file.users.js';

export class JsonFileExportedItemsDal extends ExportedItemsDal {
  constructor(private readonly store: ItemsFileStore) {
    super();
  }

  override async refusalOf(user: UserRef) {
    return refusalOf(this.store.read(), user);
  }

  override async page(user: UserRef, after: number, limit: number): Promise<ExportedItem[]> {
    const content = this.store.read();
    if (refusalOf(content, user)) return [];
    const own = content.connections.filter(({ user_id }) => user_id === user.userId);
    const shared = sharedItemsOf(content, user.userId);
    const memberships = new Map(own.map((each) => [each.to_do_id, each]));
    return content.items
      .filter(({ id }) => id > after && memberships.has(id))
      .sort((a, b) => a.id - b.id)
      .slice(0, limit)
      .map((item) => {
        const { role, created_at: since, inherited = false } = memberships.get(item.id)!;
        const more = { role, since: new Date(since), isInherited: inherited };
        const rest = { ...NO_DETAILS, ...NO_TIMES, ...NO_PLACE };
        return { ...item, ...rest, ...more, isShared: shared.has(item.id) };
      });
  }
}
