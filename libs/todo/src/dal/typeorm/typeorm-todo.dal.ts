import type { DataSource, Repository, SelectQueryBuilder } from 'typeorm';
import type { ConnectedToDo, ToDo, ToDoDraft, TodoDal } from '../todo.dal.js';
import { ToDoItem } from './to-do-item.entity.js';
import { UserConnection } from './user-connection.entity.js';

/** True of the items (`to_do_items`) that a user is connected to in a role, or in any. */
const CONNECTED = `EXISTS (
  SELECT 1 FROM user_connections c
  WHERE c.to_do_id = to_do_items.id AND c.user_id = :userId`;
const IS_USERS = `${CONNECTED})`;
const IS_OWNED = `${CONNECTED} AND c.role = 'owner')`;

/** {@link TodoDal} on PostgreSQL. */
export class TypeormTodoDal implements TodoDal {
  private readonly items: Repository<ToDoItem>;
  private readonly connections: Repository<UserConnection>;

  constructor(private readonly dataSource: DataSource) {
    this.items = dataSource.getRepository(ToDoItem);
    this.connections = dataSource.getRepository(UserConnection);
  }

  async create(userId: number, { title, status }: ToDoDraft): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const item = manager.create(ToDoItem, { title, status });
      await manager.insert(ToDoItem, item);
      await manager.insert(UserConnection, { userId, toDoId: item.id, role: 'owner' });
    });
  }

  async list(userId: number): Promise<ToDo[]> {
    return (await this.itemsOf(userId).getMany()).map(toToDo);
  }

  async findByTitle(userId: number, title: string): Promise<ConnectedToDo[]> {
    const items = await this.itemsOf(userId).andWhere('item.title = :title', { title }).getMany();
    return items.map((item) => ({ ...toToDo(item), role: item.connections![0]!.role }));
  }

  async update(userId: number, { id, title, status }: ToDo): Promise<boolean> {
    const { affected } = await this.items
      .createQueryBuilder()
      .update()
      .set({ title, status })
      .where('id = :id', { id })
      .andWhere(IS_USERS, { userId })
      .execute();
    return affected === 1;
  }

  async remove(
    userId: number,
    { id, title, role }: Pick<ConnectedToDo, 'id' | 'title' | 'role'>,
  ): Promise<boolean> {
    return role === 'owner' ? this.delete(userId, id, title) : this.leave(userId, id, title);
  }

  private async delete(userId: number, id: number, title: string): Promise<boolean> {
    const { affected } = await this.items
      .createQueryBuilder()
      .delete()
      .where('id = :id AND title = :title', { id, title })
      .andWhere(IS_OWNED, { userId })
      .execute();
    return affected === 1;
  }

  private async leave(userId: number, id: number, title: string): Promise<boolean> {
    const { affected } = await this.connections
      .createQueryBuilder()
      .delete()
      .where("user_id = :userId AND to_do_id = :id AND role = 'member'", { userId, id })
      .andWhere('EXISTS (SELECT 1 FROM to_do_items i WHERE i.id = :id AND i.title = :title)', {
        title,
      })
      .execute();
    return affected === 1;
  }

  private itemsOf(userId: number): SelectQueryBuilder<ToDoItem> {
    return this.items
      .createQueryBuilder('item')
      .innerJoinAndSelect('item.connections', 'connection', 'connection.userId = :userId', {
        userId,
      })
      .orderBy('item.id');
  }
}

function toToDo({ id, title, status }: ToDoItem): ToDo {
  return { id, title, status };
}
