import { ServiceError } from '#glue/errors';
import type { Connection, ConnectionDal } from '../connection.dal.js';
import type { ItemLimits } from '../item-limits.js';
import { assertMayShare, asTarget, type Shares } from '../share-target.js';
import type { UserRef } from '../todo.dal.js';
import { roleOf } from './json-file-todo.dal.js';
import type { TaskFile } from './task-file.schema.js';
import type { TaskFileStore } from './task-file.store.js';
import { byPrecedence, introduce, refuse, untether } from './task-file.users.js';

/** {@link ConnectionDal} in one JSON file. */
export class JsonFileConnectionDal implements ConnectionDal {
  constructor(
    private readonly store: TaskFileStore,
    private readonly limits: ItemLimits,
  ) {}

  async listOf(user: UserRef, itemId: number): Promise<Connection[]> {
    const content = this.store.read();
    refuse(content, user);
    if (!roleOf(content, user.id, itemId)) return [];
    return content.connections
      .filter(({ to_do_id }) => to_do_id === itemId)
      .sort(byPrecedence)
      .map(({ user_id, role }) => ({ userId: user_id, role }));
  }

  async share(owner: UserRef, itemId: number, target: UserRef): Promise<boolean> {
    return this.store.change((content) => {
      refuse(content, owner);
      refuseTarget(content, target);
      if (roleOf(content, owner.id, itemId) !== 'owner') return false;
      if (roleOf(content, target.id, itemId)) throw new ServiceError('already_shared');
      assertMayShare(sharesOf(content, owner.id, target.id, itemId), this.limits);
      introduce(content, target);
      content.connections.push({
        user_id: target.id,
        to_do_id: itemId,
        role: 'member',
        created_at: new Date().toISOString(),
      });
      return true;
    });
  }

  async remove(user: UserRef, itemId: number, userId: number): Promise<boolean> {
    return this.store.change((content) => {
      refuse(content, user);
      const role = roleOf(content, user.id, itemId);
      const isTheirs = userId === user.id || role === 'owner';
      if (!role || !isTheirs || !roleOf(content, userId, itemId)) return false;
      untether(content, userId, itemId);
      return true;
    });
  }
}

function sharesOf(
  { connections }: Readonly<TaskFile>,
  ownerId: number,
  targetId: number,
  itemId: number,
): Shares {
  const members = connections.filter(({ role }) => role === 'member');
  const ofTarget = members.filter(({ user_id }) => user_id === targetId);
  const owned = connections.filter(({ user_id, role }) => user_id === ownerId && role === 'owner');
  const ownersItems = new Set(owned.map(({ to_do_id }) => to_do_id));
  return {
    toReceiver: ofTarget.length,
    bySender: ofTarget.filter(({ to_do_id }) => ownersItems.has(to_do_id)).length,
    members: members.filter(({ to_do_id }) => to_do_id === itemId).length,
  };
}

function refuseTarget(content: TaskFile, target: UserRef): void {
  try {
    refuse(content, target);
  } catch (error) {
    throw asTarget(error);
  }
}
