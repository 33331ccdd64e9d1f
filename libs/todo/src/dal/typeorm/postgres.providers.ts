import type { Provider } from '@nestjs/common';
import { cursorsOnDatabase, onDatabase } from '#glue/db';
import { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { ReconcileDal } from '../../core/ports/reconcile.dal.js';
import { ItemsDal } from '../../core/ports/items.dal.js';
import { UserDeletionDal } from '../../core/ports/user-deletion.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormUserDeletionDal } from './users/typeorm-user-deletion.dal.js';

/** All that todo stores, in the PostgreSQL database of a context. */
export function onPostgres(context: string, limits: ItemLimits): Provider[] {
  return [
    onDatabase(context, ItemsDal, (source) => new TypeormItemsDal(source, limits)),
    onDatabase(context, MembershipsDal, (source) => new TypeormMembershipsDal(source, limits)),
    onDatabase(context, UserDeletionDal, (source) => new TypeormUserDeletionDal(source)),
    cursorsOnDatabase(context),
    onDatabase(context, ReconcileDal, (source) => new TypeormReconcileDal(source)),
  ];
}
