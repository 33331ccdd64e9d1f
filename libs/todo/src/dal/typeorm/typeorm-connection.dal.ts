import type { DataSource, EntityManager } from 'typeorm';
import { ServiceError } from '#glue/errors';
import type { Connection, ConnectionDal } from '../connection.dal.js';
import { asTarget } from '../share-target.js';
import type { ConnectionRole, UserRef } from '../todo.dal.js';
import { lockItem, untether } from './untether.js';
import { UserConnection } from './user-connection.entity.js';
import { introduce, refuseNow } from './user-refs.js';

/** {@link ConnectionDal} on PostgreSQL. */
export class TypeormConnectionDal implements ConnectionDal {
  constructor(private readonly dataSource: DataSource) {}

  async listOf(user: UserRef, itemId: number): Promise<Connection[]> {
    await refuseNow(this.dataSource, user);
    const found = await this.dataSource.getRepository(UserConnection).find({
      where: { toDoId: itemId },
      order: { role: 'DESC', createdAt: 'ASC', userId: 'ASC' },
    });
    const connections = found.map(({ userId, role }) => ({ userId, role }));
    return connections.some(({ userId }) => userId === user.id) ? connections : [];
  }

  async share(owner: UserRef, itemId: number, target: UserRef): Promise<boolean> {
    await introduce(this.dataSource, [target]);
    return this.dataSource.transaction(async (manager) => {
      await refuseNow(manager, owner);
      // In the order of a deletion: the users, then the item. Until the end neither of the users
      // can be deleted here, so that nothing is shared behind a deletion.
      await lockUsers(manager, [owner.id, target.id]);
      await refuseNow(manager, owner);
      await refuseTarget(manager, target);
      await lockItem(manager, itemId);
      if ((await roleOf(manager, owner.id, itemId)) !== 'owner') return false;
      if (await roleOf(manager, target.id, itemId)) throw new ServiceError('already_shared');
      await manager.insert(UserConnection, { userId: target.id, toDoId: itemId, role: 'member' });
      return true;
    });
  }

  async remove(user: UserRef, itemId: number, userId: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await refuseNow(manager, user);
      await lockItem(manager, itemId);
      const role = await roleOf(manager, user.id, itemId);
      const isTheirs = userId === user.id || role === 'owner';
      if (!role || !isTheirs || !(await roleOf(manager, userId, itemId))) return false;
      await untether(manager, userId, [itemId]);
      return true;
    });
  }
}

async function lockUsers(manager: EntityManager, ids: number[]): Promise<void> {
  await manager.query(
    'SELECT FROM user_refs WHERE user_id = ANY($1::integer[]) ORDER BY user_id FOR SHARE',
    [ids],
  );
}

async function refuseTarget(manager: EntityManager, target: UserRef): Promise<void> {
  try {
    await refuseNow(manager, target);
  } catch (error) {
    throw asTarget(error);
  }
}

async function roleOf(
  manager: EntityManager,
  userId: number,
  toDoId: number,
): Promise<ConnectionRole | undefined> {
  return (await manager.findOneBy(UserConnection, { userId, toDoId }))?.role;
}
