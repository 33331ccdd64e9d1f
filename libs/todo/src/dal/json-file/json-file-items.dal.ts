import { type ItemLimits, type Owned, ownRefusal } from '../../core/item-limits.js';
import type { Item, ItemChange, ItemDraft } from '../../core/item.js';
import { ItemsJson } from '../../core/items-json.js';
import type { MembershipRole } from '../../core/membership.js';
import type { UserRefusal } from '../../core/refusal.js';
import type { UserRef } from '../../core/user-ref.js';
import type { ItemsDal } from '../../core/ports/items.dal.js';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { insertUserRefs, refusalOf, removeMemberships } from './items-file.users.js';

/** An item, and the membership of a user. */
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

  create(user: UserRef, { title, status }: ItemDraft): ReturnType<ItemsDal['create']> {
    return this.store.change((content) => {
      const more = { items: 1, bytes: Buffer.byteLength(title) };
      const reason =
        refusalOf(content, user) ?? ownRefusal(ownedBy(content, user.id), more, this.limits);
      if (reason) return reason;
      insertUserRefs(content, user);
      const id = content.next_id++;
      content.items.push({ id, title, status });
      content.connections.push({
        user_id: user.id,
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
    return ItemsJson.of((this.indexOf(content).get(user.id) ?? []).map(toItem));
  }

  update(user: UserRef, { id, title, status }: ItemChange): ReturnType<ItemsDal['update']> {
    return this.store.change((content) => {
      const refusal = refusalOf(content, user);
      if (refusal) return refusal;
      const item = content.items.find((each) => each.id === id);
      if (!item || !roleOf(content, user.id, id)) return 'item_missing';
      if (!this.mayBecome(content, item, title ?? item.title)) return 'titles_too_long';
      item.title = title ?? item.title;
      item.status = status ?? item.status;
      return 'done';
    });
  }

  removeByTitle(user: UserRef, title: string): ReturnType<ItemsDal['removeByTitle']> {
    return this.store.change((content) => {
      const refusal = refusalOf(content, user);
      if (refusal) return refusal;
      const [due] = itemsOf(content, user.id, (item) => item.title === title).sort(byDeletionOrder);
      if (!due) return 'item_missing';
      if (due.role === 'owner') removeForAll(content, due.id);
      else removeMemberships(content, user.id, due.id);
      return 'done';
    });
  }

  /** Whether the owner of an item may have it with this title. */
  private mayBecome(content: ItemsFile, { id, title: before }: Item, title: string): boolean {
    const bytes = Buffer.byteLength(title) - Buffer.byteLength(before);
    const owner = content.connections.find((each) => each.to_do_id === id && isCounted(each));
    if (bytes <= 0 || !owner) return true;
    return !ownRefusal(ownedBy(content, owner.user_id), { items: 0, bytes }, this.limits);
  }

  /** Rebuilt after each change, on demand: a change replaces the content. */
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

/** The matching items of one user. Not read from the index, which would miss the next changes. */
function itemsOf(
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

function ownedBy(content: Readonly<ItemsFile>, userId: number): Owned {
  const connections = content.connections.filter(isCounted);
  const owned = itemsOf({ ...content, connections }, userId);
  const bytes = owned.reduce((sum, { title }) => sum + Buffer.byteLength(title), 0);
  return { items: owned.length, bytes };
}

/** Whether an item counts for the limits of this user. */
function isCounted({ role, inherited }: ItemsFile['connections'][number]): boolean {
  return role === 'owner' && !inherited;
}

function toItem({ id, title, status }: MemberItem): Item {
  return { id, title, status };
}

function byDeletionOrder(a: MemberItem, b: MemberItem): number {
  return (
    Number(b.role === 'owner') - Number(a.role === 'owner') ||
    Number(b.status === 'DONE') - Number(a.status === 'DONE') ||
    a.id - b.id
  );
}

/** The membership of a user in an item. */
export function roleOf({ connections }: Readonly<ItemsFile>, userId: number, itemId: number) {
  return connections.find((each) => each.user_id === userId && each.to_do_id === itemId)?.role;
}

function removeForAll(content: ItemsFile, id: number): void {
  content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== id);
  content.items = content.items.filter((item) => item.id !== id);
}
