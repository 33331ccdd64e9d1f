import { ServiceError } from '#glue/errors';
import type { ItemLimits } from '../item-limits.js';
import type {
  AllItems,
  ConnectionRole,
  ToDo,
  ToDoChange,
  ToDoDraft,
  TodoDal,
  UserRef,
} from '../todo.dal.js';
import type { TaskFile } from './task-file.schema.js';
import type { TaskFileStore } from './task-file.store.js';
import { introduce, refuse, untether } from './task-file.users.js';

/** An item, and what a user is to it. */
interface ConnectedToDo extends ToDo {
  role: ConnectionRole;
}

/** The items of each user, oldest first. */
type ItemIndex = Map<number, ConnectedToDo[]>;

/** {@link TodoDal} in one JSON file. */
export class JsonFileTodoDal implements TodoDal {
  private readonly indexes = new WeakMap<Readonly<TaskFile>, ItemIndex>();

  constructor(
    private readonly store: TaskFileStore,
    private readonly limits: ItemLimits,
  ) {}

  async create(user: UserRef, { title, status }: ToDoDraft): Promise<void> {
    await this.store.change((content) => {
      refuse(content, user);
      introduce(content, user);
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

  async update(user: UserRef, { id, title, status }: ToDoChange): Promise<boolean> {
    return this.store.change((content) => {
      refuse(content, user);
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
      refuse(content, user);
      const [due] = connectedTo(content, user.id, (item) => item.title === title).sort(
        byDeletionOrder,
      );
      if (!due) return false;
      if (due.role === 'owner') removeForAll(content, due.id);
      else untether(content, user.id, due.id);
      return true;
    });
  }

  /** @throws ServiceError `item_limit_reached`, `title_limit_reached` */
  private assertMayOwn(content: TaskFile, userId: number, items: number, bytes: number): void {
    const { itemsPerUser, titleBytesPerUser } = this.limits;
    const owned = connectedTo(content, userId).filter(({ role }) => role === 'owner');
    if (owned.length + items > itemsPerUser) throw new ServiceError('item_limit_reached');
    const size = owned.reduce((sum, { title }) => sum + Buffer.byteLength(title), 0);
    if (size + bytes > titleBytesPerUser) throw new ServiceError('title_limit_reached');
  }

  private itemsOf(user: UserRef): ConnectedToDo[] {
    const content = this.store.read();
    refuse(content, user);
    return this.indexOf(content).get(user.id) ?? [];
  }

  /** Made anew after each change, when it is asked for: a change replaces the content. */
  private indexOf(content: Readonly<TaskFile>): ItemIndex {
    let index = this.indexes.get(content);
    if (!index) this.indexes.set(content, (index = indexByUser(content)));
    return index;
  }
}

function indexByUser({ items, connections }: Readonly<TaskFile>): ItemIndex {
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
  { items, connections }: Readonly<TaskFile>,
  userId: number,
  isWanted: (item: ToDo) => boolean = () => true,
): ConnectedToDo[] {
  const own = connections.filter(({ user_id }) => user_id === userId);
  const roles = new Map(own.map(({ to_do_id, role }) => [to_do_id, role]));
  return items
    .filter((item) => roles.has(item.id) && isWanted(item))
    .map((item) => ({ ...item, role: roles.get(item.id)! }));
}

function byDeletionOrder(a: ConnectedToDo, b: ConnectedToDo): number {
  return (
    Number(b.role === 'owner') - Number(a.role === 'owner') ||
    Number(b.status === 'DONE') - Number(a.status === 'DONE') ||
    a.id - b.id
  );
}

/** What a user is to an item. */
export function roleOf({ connections }: Readonly<TaskFile>, userId: number, itemId: number) {
  return connections.find((each) => each.user_id === userId && each.to_do_id === itemId)?.role;
}

function removeForAll(content: TaskFile, id: number): void {
  content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== id);
  content.items = content.items.filter((item) => item.id !== id);
}
