import type { Provider } from '@nestjs/common';
import { cursorsOnDatabase, onDatabase } from '#glue/db';
import { referencesOf } from '#glue/references';
import { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { ReconcileDal } from '../../core/ports/reconcile.dal.js';
import { ItemsDal } from '../../core/ports/items.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';

/** All that todo stores, in the PostgreSQL database of a context. */
export function onPostgres(context: string, limits: ItemLimits): Provider[] {
  return [
    onDatabase(context, ItemsDal, (source) => new TypeormItemsDal(source, limits)),
    onDatabase(context, MembershipsDal, (source) => new TypeormMembershipsDal(source, limits)),
    onDatabase(
      context,
      referencesOf(context, 'user'),
      (source) => new TypeormUserReferences(source),
    ),
    cursorsOnDatabase(context),
    onDatabase(context, ReconcileDal, (source) => new TypeormReconcileDal(source)),
  ];
}
