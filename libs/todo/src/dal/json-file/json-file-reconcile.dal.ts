import type { CountsPage, ItemPage, ReconcileDal } from '../../core/ports/reconcile.dal.js';
import type { ItemsFile, StoredMembership } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { promoteOrDelete } from './items-file.users.js';

/** {@link ReconcileDal} in one JSON file, which is in memory. */
export class JsonFileReconcileDal implements ReconcileDal {
  constructor(private readonly store: ItemsFileStore) {}

  async countWithoutItem(userIds: number[]): Promise<number> {
    const content = this.store.read();
    return content.connections.filter(isWithoutItem(content, userIds)).length;
  }

  async removeWithoutItem(userIds: number[]): Promise<void> {
    await this.change((content) => {
      const isRemoved = isWithoutItem(content, userIds);
      content.connections = content.connections.filter((connection) => !isRemoved(connection));
    });
  }

  async itemsAfter(after: number, limit: number): Promise<ItemPage> {
    const { items, connections } = this.store.read();
    const all = items.map(({ id }) => id).filter((id) => id > after);
    const page = all.sort((a, b) => a - b).slice(0, limit);
    const owners = new Map<number, number>();
    for (const { to_do_id, role } of connections) {
      owners.set(to_do_id, (owners.get(to_do_id) ?? 0) + Number(role === 'owner'));
    }
    return {
      ...(page.length < all.length && { next: page.at(-1)! }),
      size: page.length,
      orphaned: page.filter((id) => !owners.has(id)),
      ownerless: page.filter((id) => owners.has(id) && owners.get(id) !== 1),
    };
  }

  async promoteOrDelete(itemIds: number[]): Promise<void> {
    await this.change((content) => promoteOrDelete(content, new Set(itemIds)));
  }

  /** No counts are stored that could be wrong: each write counts the items. */
  async countsAfter(): Promise<CountsPage> {
    return { miscounted: [] };
  }

  async recount(): Promise<void> {}

  private async change(apply: (content: ItemsFile) => unknown): Promise<void> {
    await this.store.change((content) => {
      apply(content);
      return true;
    });
  }
}

function isWithoutItem({ items }: Readonly<ItemsFile>, userIds: number[]) {
  const [ids, users] = [new Set(items.map(({ id }) => id)), new Set(userIds)];
  return ({ user_id, to_do_id }: StoredMembership) => users.has(user_id) && !ids.has(to_do_id);
}
