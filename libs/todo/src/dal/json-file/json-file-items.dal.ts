import { ServiceError } from '#glue/errors';
import type { ItemLimits } from '../../core/item-limits.js';
import type { AllItems, Item, ItemChange, ItemDraft } from '../../core/item.js';
import type { MembershipRole } from '../../core/membership.js';
import type { UserRef } from '../../core/user-ref.js';
import type { ItemsDal } from '../../core/ports/items.dal.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { insertUserRefs, assertActive, removeMemberships } from './items-file.users.js';

/** An item, and what a user is to it. */
interface MemberItem extends Item {
  role: MembershipRole;
}

/** The items of each user, oldest first. */
type ItemIndex = Map<number, MemberItem[]>;

/** {@link ItemsDal} in one JSON file. */
export class JsonFileItemsDal implements ItemsDal {
  private readonly indexes = new WeakMap<Readonly<ItemsFile>, ItemIndex>();

  constructor(
    private readonly store: ItemsFileStore,
    private readonly limits: ItemLimits,
  ) {}

  async create(user: UserRef, { title, status }: ItemDraft): Promise<void> {
    await this.store.change((content) => {
      assertActive(content, user);
      insertUserRefs(content, user);
      this.assertMayOwn(content, user.id, 1, Buffer.byteLength(title));
      const id = content.next_id++;
      content.items.push({ id, title, status });
      content.connections.push({
        user_id: user.id,
        to_do_id: id,
        role: 'owner',
        created_at: new Date().toISOString(),
      });
      return true;
    });
  }

  async list(user: UserRef): Promise<AllItems> {
    const items = this.itemsOf(user).map(({ id, title, status }) => ({ id, title, status }));
    return {
      pending: JSON.stringify(items.filter(({ status }) => status === 'PENDING')),
      done: JSON.stringify(items.filter(({ status }) => status === 'DONE')),
    };
  }

  async update(user: UserRef, { id, title, status }: ItemChange): Promise<boolean> {
    return this.store.change((content) => {
      assertActive(content, user);
      const item = content.items.find((each) => each.id === id);
      if (!item || !roleOf(content, user.id, id)) return false;
      const growth =
        title === undefined ? 0 : Buffer.byteLength(title) - Buffer.byteLength(item.title);
      const owner = content.connections.find(
        (each) => each.to_do_id === id && each.role === 'owner',
      );
      if (growth > 0 && owner) this.assertMayOwn(content, owner.user_id, 0, growth);
      item.title = title ?? item.title;
      item.status = status ?? item.status;
      return true;
    });
  }

  async removeByTitle(user: UserRef, title: string): Promise<boolean> {
    return this.store.change((content) => {
      assertActive(content, user);
      const [due] = connectedTo(content, user.id, (item) => item.title === title).sort(
        byDeletionOrder,
      );
      if (!due) return false;
      if (due.role === 'owner') removeForAll(content, due.id);
      else removeMemberships(content, user.id, due.id);
      return true;
    });
  }

  /** @throws ServiceError `item_limit_reached`, `title_limit_reached` */
  private assertMayOwn(content: ItemsFile, userId: number, items: number, bytes: number): void {
    const { itemsPerUser, titleBytesPerUser } = this.limits;
    const owned = connectedTo(content, userId).filter(({ role }) => role === 'owner');
    if (owned.length + items > itemsPerUser) throw new ServiceError('item_limit_reached');
    const size = owned.reduce((sum, { title }) => sum + Buffer.byteLength(title), 0);
    if (size + bytes > titleBytesPerUser) throw new ServiceError('title_limit_reached');
  }

  private itemsOf(user: UserRef): MemberItem[] {
    const content = this.store.read();
    assertActive(content, user);
    return this.indexOf(content).get(user.id) ?? [];
  }

  /** Made anew after each change, when it is asked for: a change replaces the content. */
  private indexOf(content: Readonly<ItemsFile>): ItemIndex {
    let index = this.indexes.get(content);
    if (!index) this.indexes.set(content, (index = indexByUser(content)));
    return index;
  }
}

function indexByUser({ items, connections }: Readonly<ItemsFile>): ItemIndex {
  const byId = new Map(items.map((item) => [item.id, item]));
  const index: ItemIndex = new Map();
  for (const { user_id, to_do_id, role } of connections) {
    const list = index.get(user_id) ?? [];
    list.push({ ...byId.get(to_do_id)!, role });
    index.set(user_id, list);
  }
  for (const list of index.values()) list.sort((a, b) => a.id - b.id);
  return index;
}

/** The items of one user, of those that are wanted. The index would not see what is changed next. */
function connectedTo(
  { items, connections }: Readonly<ItemsFile>,
  userId: number,
  isWanted: (item: Item) => boolean = () => true,
): MemberItem[] {
  const own = connections.filter(({ user_id }) => user_id === userId);
  const roles = new Map(own.map(({ to_do_id, role }) => [to_do_id, role]));
  return items
    .filter((item) => roles.has(item.id) && isWanted(item))
    .map((item) => ({ ...item, role: roles.get(item.id)! }));
}

function byDeletionOrder(a: MemberItem, b: MemberItem): number {
  return (
    Number(b.role === 'owner') - Number(a.role === 'owner') ||
    Number(b.status === 'DONE') - Number(a.status === 'DONE') ||
    a.id - b.id
  );
}

/** What a user is to an item. */
export function roleOf({ connections }: Readonly<ItemsFile>, userId: number, itemId: number) {
  return connections.find((each) => each.user_id === userId && each.to_do_id === itemId)?.role;
}

function removeForAll(content: ItemsFile, id: number): void {
  content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== id);
  content.items = content.items.filter((item) => item.id !== id);
}
