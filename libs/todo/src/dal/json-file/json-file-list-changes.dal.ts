import type { ListChanges } from '../../core/live/item-event.js';
import type { ItemsDal } from '../../core/ports/items.dal.js';
import type { ListChangesDal } from '../../core/ports/list-changes.dal.js';
import type { UserRefusal } from '../../core/refusal.js';
import type { UserRef } from '../../core/user-ref.js';
import type { ItemsFileStore } from './items-file.store.js';

/** The file notes no changes: a client gets the whole list with each of them. */
export class JsonFileListChangesDal implements ListChangesDal {
  /** Only this process writes the file. */
  readonly hears = true;

  constructor(
    private readonly store: ItemsFileStore,
    private readonly items: ItemsDal,
  ) {}

  async since(user: UserRef, since: string | undefined): Promise<ListChanges | UserRefusal> {
    const list = await this.items.list(user);
    if (typeof list === 'string') return list;
    return list.tag === since ? { tag: list.tag, events: [] } : { tag: list.tag, list };
  }

  async tagsOf(userIds: readonly number[]): Promise<Map<number, string>> {
    return new Map(userIds.map((userId) => [userId, this.store.tagOf(userId)]));
  }

  async recentOf(userIds: readonly number[]): Promise<number[]> {
    return [...userIds];
  }

  get version(): number {
    return this.store.changed.version;
  }

  next(version: number, ms: number, signal: AbortSignal): Promise<void> {
    return this.store.changed.next(version, ms, signal);
  }
}
