import type { DataSource, EntityManager } from 'typeorm';
import { ServiceError } from '#glue/errors';
import type { Membership } from '../../core/membership.js';
import type { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { assertMayShare, asTarget, type Shares } from '../../core/sharing.rules.js';
import type { MembershipRole } from '../../core/membership.js';
import type { UserRef } from '../../core/user-ref.js';
import { lockItem, removeMemberships } from './memberships.js';
import { MembershipEntity } from './membership.entity.js';
import { insertUserRefs, loadAndAssertActive } from './user-refs.js';

/** {@link MembershipsDal} on PostgreSQL. */
export class TypeormMembershipsDal implements MembershipsDal {
  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: ItemLimits,
  ) {}

  async listOf(user: UserRef, itemId: number): Promise<Membership[]> {
    await loadAndAssertActive(this.dataSource, user);
    const found = await this.dataSource.getRepository(MembershipEntity).find({
      where: { itemId: itemId },
      order: { role: 'DESC', createdAt: 'ASC', userId: 'ASC' },
    });
    const connections = found.map(({ userId, role }) => ({ userId, role }));
    return connections.some(({ userId }) => userId === user.id) ? connections : [];
  }

  async share(owner: UserRef, itemId: number, target: UserRef): Promise<boolean> {
    await insertUserRefs(this.dataSource, [target]);
    return this.dataSource.transaction(async (manager) => {
      await lockItem(manager, itemId);
      // Until the end the target cannot be deleted here, so that nothing is shared behind a
      // deletion, and nobody else can share with them, so that what they have can be counted.
      await lockUser(manager, target.id);
      await loadAndAssertActive(manager, owner);
      await assertTargetActive(manager, target);
      if ((await roleOf(manager, owner.id, itemId)) !== 'owner') return false;
      if (await roleOf(manager, target.id, itemId)) throw new ServiceError('already_shared');
      assertMayShare(await sharesOf(manager, owner.id, target.id, itemId), this.limits);
      await manager.insert(MembershipEntity, { userId: target.id, itemId: itemId, role: 'member' });
      return true;
    });
  }

  async remove(user: UserRef, itemId: number, userId: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await loadAndAssertActive(manager, user);
      await lockItem(manager, itemId);
      const role = await roleOf(manager, user.id, itemId);
      const isTheirs = userId === user.id || role === 'owner';
      if (!role || !isTheirs || !(await roleOf(manager, userId, itemId))) return false;
      await removeMemberships(manager, userId, [itemId]);
      return true;
    });
  }
}

async function lockUser(manager: EntityManager, id: number): Promise<void> {
  await manager.query('SELECT FROM user_refs WHERE user_id = $1 FOR NO KEY UPDATE', [id]);
}

/** How much is shared already of an item, with its target, and by its owner with its target. */
async function sharesOf(
  manager: EntityManager,
  ownerId: number,
  targetId: number,
  itemId: number,
): Promise<Shares> {
  const [shares] = await manager.query<Shares[]>(
    `SELECT count(*)::integer AS "toReceiver",
       (count(*) FILTER (WHERE o.user_id = $1))::integer AS "bySender",
       (SELECT count(*)::integer FROM user_connections WHERE to_do_id = $3 AND role = 'member') AS members
     FROM user_connections c
     CROSS JOIN LATERAL (
       SELECT user_id FROM user_connections
       WHERE to_do_id = c.to_do_id AND role = 'owner' OFFSET 0
     ) AS o
     WHERE c.user_id = $2 AND c.role = 'member'`,
    [ownerId, targetId, itemId],
  );
  return shares!;
}

async function assertTargetActive(manager: EntityManager, target: UserRef): Promise<void> {
  try {
    await loadAndAssertActive(manager, target);
  } catch (error) {
    throw asTarget(error);
  }
}

async function roleOf(
  manager: EntityManager,
  userId: number,
  itemId: number,
): Promise<MembershipRole | undefined> {
  return (await manager.findOneBy(MembershipEntity, { userId, itemId }))?.role;
}
