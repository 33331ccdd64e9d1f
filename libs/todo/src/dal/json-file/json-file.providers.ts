import type { Abstract, Provider } from '@nestjs/common';
import { eventCursorsOf } from '#glue/events';
import { referencesOf } from '#glue/references';
import { InvitationMails } from '../../core/invitations/invitation-mails.js';
import { InvitationsDal } from '../../core/ports/invitations.dal.js';
import { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { ReconcileDal } from '../../core/ports/reconcile.dal.js';
import { ExportedItemsDal } from '../../core/ports/exported-items.dal.js';
import { ItemAudit } from '../../core/ports/item-audit.js';
import { DetailedItemsDal } from '../../core/ports/detailed-items.dal.js';
import { ItemsDal } from '../../core/ports/items.dal.js';
import { SendersDal } from '../../core/ports/senders.dal.js';
import { TrashDal } from '../../core/ports/trash.dal.js';
import { KeyedWritesDal } from '../../core/ports/keyed-writes.dal.js';
import { ListMembersDal } from '../../core/ports/list-members.dal.js';
import { ListsDal } from '../../core/ports/lists.dal.js';
import { ListChangesDal } from '../../core/ports/list-changes.dal.js';
import { JsonFileMembershipsDal } from './json-file-memberships.dal.js';
import { JsonFileEventCursors } from './json-file-event-cursors.js';
import { JsonFileReconcileDal } from './json-file-reconcile.dal.js';
import { JsonFileExportedItemsDal } from './own-data/json-file-exported-items.dal.js';
import { JsonFileDetailedItemsDal } from './items/json-file-detailed-items.dal.js';
import { JsonFileItemsDal } from './items/json-file-items.dal.js';
import { JsonFileTrashDal } from './items/json-file-trash.dal.js';
import { NoKeyedWrites } from './items/no-keyed-writes.js';
import { JsonFileListChangesDal } from './json-file-list-changes.dal.js';
import { JsonFileListsDal } from './lists/json-file-lists.dal.js';
import { JsonFileUserReferences } from './json-file-user-references.js';
import { NoListMembers } from './lists/no-list-members.js';
import { AnySender, NoInvitationMails, NoInvitations } from './invitations/no-invitations.js';
import { ItemsFileStore } from './items-file.store.js';
import { NoAudit } from './own-data/no-audit.js';

/**
 * All that todo stores, in the JSON file at `path`.
 *
 * @param lenient whether to accept content that `reconcile` can repair
 */
export function onJsonFile(
  context: string,
  path: string,
  limits: ItemLimits,
  lenient: boolean,
): Provider[] {
  return [
    { provide: ItemsFileStore, useFactory: () => ItemsFileStore.open(path, lenient) },
    bind(ItemsDal, (file) => new JsonFileItemsDal(file, limits)),
    bind(DetailedItemsDal, (file) => new JsonFileDetailedItemsDal(file, limits)),
    bind(TrashDal, (file) => new JsonFileTrashDal(file)),
    {
      provide: ListChangesDal,
      inject: [ItemsFileStore, ItemsDal],
      useFactory: (file: ItemsFileStore, items: ItemsDal) =>
        new JsonFileListChangesDal(file, items),
    },
    bind(ListsDal, (file) => new JsonFileListsDal(file)),
    bind(MembershipsDal, (file) => new JsonFileMembershipsDal(file, limits)),
    bind(referencesOf(context, 'user'), (file) => new JsonFileUserReferences(file)),
    bind(eventCursorsOf(context), (file) => new JsonFileEventCursors(context, file)),
    bind(ExportedItemsDal, (file) => new JsonFileExportedItemsDal(file)),
    { provide: KeyedWritesDal, useValue: new NoKeyedWrites() },
    ...SHARED_AT_ONCE,
    { provide: ItemAudit, useValue: new NoAudit() },
    bind(ReconcileDal, (file) => new JsonFileReconcileDal(file)),
  ];
}

/** The file has neither invitations nor lists. */
const SHARED_AT_ONCE: Provider[] = [
  { provide: InvitationsDal, useValue: new NoInvitations() },
  { provide: SendersDal, useValue: new AnySender() },
  { provide: InvitationMails, useValue: new NoInvitationMails() },
  { provide: ListMembersDal, useValue: new NoListMembers() },
];

function bind<T>(port: Abstract<T> | string, open: (file: ItemsFileStore) => T): Provider {
  return { provide: port, inject: [ItemsFileStore], useFactory: open };
}
