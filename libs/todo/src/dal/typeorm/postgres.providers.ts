import type { Provider } from '@nestjs/common';
import { onDatabase } from '#glue/db';
import { MEMBERSHIPS_DAL } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { RECONCILE_DAL } from '../../core/ports/reconcile.dal.js';
import { ITEMS_DAL } from '../../core/ports/items.dal.js';
import { USER_DELETION_DAL } from '../../core/ports/user-deletion.dal.js';
import { ItemEntity } from './items/item.entity.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormUserDeletionDal } from './users/typeorm-user-deletion.dal.js';
import { MembershipEntity } from './memberships/membership.entity.js';

export const ENTITIES = [ItemEntity, MembershipEntity];

/** All that todo stores, in the PostgreSQL database of a context. */
export function onPostgres(context: string, limits: ItemLimits): Provider[] {
  return [
    onDatabase(context, ITEMS_DAL, (source) => new TypeormItemsDal(source, limits)),
    onDatabase(context, MEMBERSHIPS_DAL, (source) => new TypeormMembershipsDal(source, limits)),
    onDatabase(context, USER_DELETION_DAL, (source) => new TypeormUserDeletionDal(source)),
    onDatabase(context, RECONCILE_DAL, (source) => new TypeormReconcileDal(source)),
  ];
}
