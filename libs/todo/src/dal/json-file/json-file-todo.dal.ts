import type { ConnectedToDo, ToDo, ToDoDraft, TodoDal } from '../todo.dal.js';
import type { TaskFile } from './task-file.schema.js';
import type { TaskFileStore } from './task-file.store.js';

/** {@link TodoDal} in one JSON file. */
export class JsonFileTodoDal implements TodoDal {
  constructor(private readonly store: TaskFileStore) {}

  async create(userId: number, { title, status }: ToDoDraft): Promise<void> {
    await this.store.change((content) => {
      const id = content.next_id++;
      content.items.push({ id, title, status });
      content.connections.push({
        user_id: userId,
        to_do_id: id,
        role: 'owner',
        created_at: new Date().toISOString(),
      });
      return true;
    });
  }

  async list(userId: number): Promise<ToDo[]> {
    return itemsOf(this.store.read(), userId).map(({ id, title, status }) => ({
      id,
      title,
      status,
    }));
  }

  async findByTitle(userId: number, title: string): Promise<ConnectedToDo[]> {
    return itemsOf(this.store.read(), userId).filter((item) => item.title === title);
  }

  async update(userId: number, { id, title, status }: ToDo): Promise<boolean> {
    return this.store.change((content) => {
      const item = content.items.find((each) => each.id === id);
      if (!item || !connectionOf(content, userId, id)) return false;
      Object.assign(item, { title, status });
      return true;
    });
  }

  async remove(
    userId: number,
    { id, title, role }: Pick<ConnectedToDo, 'id' | 'title' | 'role'>,
  ): Promise<boolean> {
    return this.store.change((content) => {
      const item = content.items.find((each) => each.id === id && each.title === title);
      const connection = connectionOf(content, userId, id);
      if (!item || connection?.role !== role) return false;
      const goes = role === 'owner' ? ofItem(id) : (each: Connection) => each === connection;
      content.connections = content.connections.filter((each) => !goes(each));
      if (role === 'owner') content.items = content.items.filter((each) => each !== item);
      return true;
    });
  }
}

type Connection = TaskFile['connections'][number];

function ofItem(id: number): (connection: Connection) => boolean {
  return (connection) => connection.to_do_id === id;
}

function connectionOf(content: Readonly<TaskFile>, userId: number, id: number) {
  return content.connections.find((each) => each.user_id === userId && each.to_do_id === id);
}

function itemsOf(content: Readonly<TaskFile>, userId: number): ConnectedToDo[] {
  const roles = new Map(
    content.connections
      .filter((connection) => connection.user_id === userId)
      .map((connection) => [connection.to_do_id, connection.role]),
  );
  return content.items.flatMap((item) => {
    const role = roles.get(item.id);
    return role ? [{ ...item, role }] : [];
  });
}
