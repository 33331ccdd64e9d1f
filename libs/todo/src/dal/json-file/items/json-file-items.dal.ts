import { type ItemLimits, ownRefusal } from '../../../core/item-limits.js';
import type { Item, ItemChange, ItemDraft } from '../../../core/item.js';
import { ItemsJson } from '../../../core/items-json.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import type { ItemsDal } from '../../../core/ports/items.dal.js';
import { changeItem, ownItem, removeItem } from './change-item.js';
import { itemsByUser, itemsOf, type MemberItem, ownedBy } from '../items-file.items.js';
import type { ItemsFile } from '../items-file.schema.js';
import type { ItemsFileStore } from '../items-file.store.js';
import { insertUserRefs, refusalOf } from '../items-file.users.js';

export class JsonFileItemsDal implements ItemsDal {
  private readonly indexes = new WeakMap<Readonly<ItemsFile>, Map<number, Item[]>>();

  constructor(
    private readonly store: ItemsFileStore,
    private readonly limits: ItemLimits,
  ) {}

  create(user: UserRef, { title, status }: ItemDraft): ReturnType<ItemsDal['create']> {
    return this.store.changeBy(user, (content) => {
      const more = { items: 1, bytes: Buffer.byteLength(title) };
      const full = ownRefusal(ownedBy(content, user.userId), more, this.limits);
      if (full) return full;
      insertUserRefs(content, user);
      const id = content.next_id++;
      content.items.push({ id, title, status });
      content.connections.push({
        user_id: user.userId,
        to_do_id: id,
        role: 'owner',
        created_at: new Date().toISOString(),
      });
      return 'done';
    });
  }

  async list(user: UserRef): Promise<ItemsJson | UserRefusal> {
    const content = this.store.read();
    const refusal = refusalOf(content, user);
    if (refusal) return refusal;
    return ItemsJson.of(
      this.indexOf(content).get(user.userId) ?? [],
      this.store.tagOf(user.userId),
    );
  }

  update(user: UserRef, change: ItemChange): ReturnType<ItemsDal['update']> {
    return this.store.changeBy(user, (content) => {
      const item = ownItem(content, user, change.id);
      return item ? changeItem(content, item, change, this.limits) : 'item_missing';
    });
  }

  removeByTitle(user: UserRef, title: string): ReturnType<ItemsDal['removeByTitle']> {
    return this.store.changeBy(user, (content) => {
      const [due] = itemsOf(content, user.userId, (item) => item.title === title).sort(
        byDeletionOrder,
      );
      if (!due) return 'item_missing';
      removeItem(content, user, due.id);
      return 'done';
    });
  }

  /** Rebuilt after each change, on demand: a change replaces the content. */
  private indexOf(content: Readonly<ItemsFile>): Map<number, Item[]> {
    let index = this.indexes.get(content);
    if (!index) this.indexes.set(content, (index = itemsByUser(content)));
    return index;
  }
}

function byDeletionOrder(a: MemberItem, b: MemberItem): number {
  return (
    Number(b.role === 'owner') - Number(a.role === 'owner') ||
    Number(b.status === 'DONE') - Number(a.status === 'DONE') ||
    a.id - b.id
  );
}
