import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { auditOf } from '#glue/audit';
import {
  auditOnDatabase,
  cursorsOnDatabase,
  dataSourceOf,
  EventListener,
  Housekeeping,
  isEmbedded,
  onDatabase,
} from '#glue/db';
import { referencesOf } from '#glue/references';
import { InvitationsDal } from '../../core/ports/invitations.dal.js';
import { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { ReconcileDal } from '../../core/ports/reconcile.dal.js';
import { ExportedItemsDal } from '../../core/ports/exported-items.dal.js';
import { ItemAudit } from '../../core/ports/item-audit.js';
import { DetailedItemsDal } from '../../core/ports/detailed-items.dal.js';
import { ItemsDal } from '../../core/ports/items.dal.js';
import { KeyedWritesDal } from '../../core/ports/keyed-writes.dal.js';
import { ListMembersDal } from '../../core/ports/list-members.dal.js';
import { ListsDal } from '../../core/ports/lists.dal.js';
import { ListChangesDal } from '../../core/ports/list-changes.dal.js';
import { SendersDal } from '../../core/ports/senders.dal.js';
import { TrashDal } from '../../core/ports/trash.dal.js';
import { TypeormDetailedItemsDal } from './details/typeorm-detailed-items.dal.js';
import { invitationsSteps } from './invitations/invitations-sweep.js';
import { TypeormInvitationsDal } from './invitations/typeorm-invitations.dal.js';
import { TypeormSendersDal } from './invitations/typeorm-senders.dal.js';
import { keyedWritesSteps } from './keyed/keyed-writes-sweep.js';
import { TypeormKeyedWritesDal } from './keyed/typeorm-keyed-writes.dal.js';
import { TypeormListsDal } from './lists/typeorm-lists.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormExportedItemsDal } from './items/typeorm-exported-items.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { outboxOfTodo } from './outbox.providers.js';
import { TypeormListMembersDal } from './shared-lists/typeorm-list-members.dal.js';
import { trashSteps } from './trash/trash-sweep.js';
import { TypeormTrashDal } from './trash/typeorm-trash.dal.js';
import { changesSteps } from './versions/changes-sweep.js';
import { TypeormListChangesDal } from './versions/typeorm-list-changes.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';

/** The changes of lists, for clients that follow them, and the removal of what is old. */
export function changesOnPostgres(context: string): Provider[] {
  return [
    {
      provide: ListChangesDal,
      inject: [dataSourceOf(context), ItemsDal],
      useFactory: (source: DataSource, items: ItemsDal) =>
        new TypeormListChangesDal(source, items, listenerOf(source)),
    },
    onDatabase(context, 'todo_housekeeping', housekeeping),
  ];
}

/** Removes what is old. */
function housekeeping(source: DataSource): Housekeeping {
  const steps = [changesSteps, trashSteps, keyedWritesSteps, invitationsSteps].flatMap((each) =>
    each(source),
  );
  return new Housekeeping('old changes, deleted items, keys of writes and invitations', steps);
}

/** Only this process writes an embedded database. */
function listenerOf(source: DataSource): EventListener | undefined {
  const otherwise = 'Changes by other processes are found by looking for them each second.';
  return isEmbedded(source) ? undefined : new EventListener(source, { what: 'changes', otherwise });
}

/**
 * All that todo stores, in the PostgreSQL database of a context.
 *
 * @param keptBytes for lists that were read
 */
export function onPostgres(context: string, limits: ItemLimits, keptBytes: number): Provider[] {
  return [
    onDatabase(context, ItemsDal, (source) => new TypeormItemsDal(source, limits, keptBytes)),
    onDatabase(context, DetailedItemsDal, (source) => new TypeormDetailedItemsDal(source, limits)),
    onDatabase(context, TrashDal, (source) => new TypeormTrashDal(source)),
    onDatabase(context, KeyedWritesDal, (source) => new TypeormKeyedWritesDal(source)),
    onDatabase(context, ListsDal, (source) => new TypeormListsDal(source)),
    onDatabase(context, MembershipsDal, (source) => new TypeormMembershipsDal(source, limits)),
    onDatabase(context, InvitationsDal, (source) => new TypeormInvitationsDal(source, limits)),
    onDatabase(context, ListMembersDal, (source) => new TypeormListMembersDal(source, limits)),
    onDatabase(context, SendersDal, (source) => new TypeormSendersDal(source)),
    onDatabase(
      context,
      referencesOf(context, 'user'),
      (source) => new TypeormUserReferences(source),
    ),
    ...outboxOfTodo(context),
    cursorsOnDatabase(context),
    onDatabase(context, ExportedItemsDal, (source) => new TypeormExportedItemsDal(source)),
    ...auditOnDatabase(context),
    { provide: ItemAudit, useExisting: auditOf(context) },
    onDatabase(context, ReconcileDal, (source) => new TypeormReconcileDal(source)),
  ];
}
