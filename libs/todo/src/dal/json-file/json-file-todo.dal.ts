import type {
  AllItems,
  ConnectedToDo,
  ToDoChange,
  ToDoDraft,
  TodoDal,
  UserRef,
} from '../todo.dal.js';
import type { TaskFile } from './task-file.schema.js';
import type { TaskFileStore } from './task-file.store.js';
import { introduce, refuse, untether } from './task-file.users.js';

/** The items of each user, oldest first. */
type ItemIndex = Map<number, ConnectedToDo[]>;

/** {@link TodoDal} in one JSON file. */
export class JsonFileTodoDal implements TodoDal {
  private readonly indexes = new WeakMap<Readonly<TaskFile>, ItemIndex>();

  constructor(private readonly store: TaskFileStore) {}

  async create(user: UserRef, { title, status }: ToDoDraft): Promise<void> {
    await this.store.change((content) => {
      refuse(content, user);
      introduce(content, user);
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

  async findByTitle(user: UserRef, title: string): Promise<ConnectedToDo[]> {
    return this.itemsOf(user)
      .filter((item) => item.title === title)
      .map((item) => ({ ...item }));
  }

  async update(user: UserRef, { id, title, status }: ToDoChange): Promise<boolean> {
    return this.store.change((content) => {
      refuse(content, user);
      const item = content.items.find((each) => each.id === id);
      if (!item || !roleOf(content, user.id, id)) return false;
      item.title = title ?? item.title;
      item.status = status ?? item.status;
      return true;
    });
  }

  async remove(
    user: UserRef,
    { id, title, role }: Pick<ConnectedToDo, 'id' | 'title' | 'role'>,
  ): Promise<boolean> {
    return this.store.change((content) => {
      refuse(content, user);
      const item = content.items.find((each) => each.id === id && each.title === title);
      if (!item || roleOf(content, user.id, id) !== role) return false;
      if (role === 'owner') removeForAll(content, id);
      else untether(content, user.id, id);
      return true;
    });
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

/** What a user is to an item. */
export function roleOf({ connections }: Readonly<TaskFile>, userId: number, itemId: number) {
  return connections.find((each) => each.user_id === userId && each.to_do_id === itemId)?.role;
}

function removeForAll(content: TaskFile, id: number): void {
  content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== id);
  content.items = content.items.filter((item) => item.id !== id);
}
