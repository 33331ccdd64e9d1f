import type { DataSource, EntityManager } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { ServiceError } from '#glue/errors';
import type {
  AllItems,
  ConnectedToDo,
  ToDoChange,
  ToDoDraft,
  TodoDal,
  UserRef,
} from '../todo.dal.js';
import { ListBatcher } from './list-batcher.js';
import { ToDoItem } from './to-do-item.entity.js';
import { AWAIT_USER, CREATE, ITEMS_WITH_TITLE, UPDATE, UPDATE_ONE } from './todo.statements.js';
import { lockItem, untether } from './untether.js';
import { UserConnection } from './user-connection.entity.js';
import { introduce, refuse, refuseNow } from './user-refs.js';
import { WriteBatcher } from './write-batcher.js';

/** At the first write of a user one fails; more would take a deletion that was given up. */
const ATTEMPTS = 3;

/** {@link TodoDal} on PostgreSQL. */
export class TypeormTodoDal implements TodoDal {
  private readonly statements: StatementRunner;
  private readonly lists: ListBatcher;
  private readonly creations: WriteBatcher;
  private readonly updates: WriteBatcher;

  constructor(private readonly dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
    this.lists = new ListBatcher(this.statements);
    this.creations = new WriteBatcher(this.statements, CREATE);
    this.updates = new WriteBatcher(this.statements, UPDATE);
  }

  async create(user: UserRef, { title, status }: ToDoDraft): Promise<void> {
    const values = [user.id, user.uniqueId, title, status];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await this.creations.write(values)) return;
      await this.admit(user);
    }
    throw new ServiceError('session_ended');
  }

  async list({ id, uniqueId }: UserRef): Promise<AllItems> {
    const row = await this.lists.read(id);
    refuse(uniqueId, row);
    return { pending: `[${row.pending ?? ''}]`, done: `[${row.done ?? ''}]` };
  }

  async findByTitle(user: UserRef, title: string): Promise<ConnectedToDo[]> {
    await refuseNow(this.dataSource, user);
    return this.dataSource.query<ConnectedToDo[]>(ITEMS_WITH_TITLE, [user.id, title]);
  }

  async update(user: UserRef, { id, title, status }: ToDoChange): Promise<boolean> {
    const values = [user.id, user.uniqueId, id, title, status];
    return (await this.updates.write(values)) || this.updateAlone(user, values);
  }

  async remove(
    user: UserRef,
    { id, title, role }: Pick<ConnectedToDo, 'id' | 'title' | 'role'>,
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await refuseNow(manager, user);
      await lockItem(manager, id);
      if (!(await isAsExpected(manager, user, { id, title, role }))) return false;
      if (role === 'owner') await manager.delete(ToDoItem, { id });
      else await untether(manager, user.id, [id]);
      return true;
    });
  }

  /** For what the shared statement passed over: waits for the item, or finds why it cannot be. */
  private async updateAlone(user: UserRef, values: unknown[]): Promise<boolean> {
    const rows = await this.statements.run(UPDATE_ONE, values);
    if (rows.length === 0) await refuseNow(this.dataSource, user);
    return rows.length === 1;
  }

  /** Lets a user in at their first write; waits for a deletion of theirs, and refuses them then. */
  private async admit(user: UserRef): Promise<void> {
    await introduce(this.dataSource, [user]);
    await this.statements.run(AWAIT_USER, [user.id, user.uniqueId]);
    await refuseNow(this.dataSource, user);
  }
}

/** Whether a locked item still has this title, and the user still this role. */
async function isAsExpected(
  manager: EntityManager,
  user: UserRef,
  { id, title, role }: Pick<ConnectedToDo, 'id' | 'title' | 'role'>,
): Promise<boolean> {
  return (
    (await manager.existsBy(ToDoItem, { id, title })) &&
    (await manager.existsBy(UserConnection, { userId: user.id, toDoId: id, role }))
  );
}
