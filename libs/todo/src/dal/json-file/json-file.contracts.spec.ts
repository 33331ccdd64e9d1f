import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeNoBulkContract } from '../../core/bulk/bulk.suite.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { describeEventCursors } from '../../../../glue/src/events/event-cursors.suite.js';
import { describeExportedItemsDalContract } from '../../core/ports/exported-items.dal.suite.js';
import { describeNoInvitationsContract } from '../../core/ports/invitations.dal.suite.js';
import { describeNoListMembersContract } from '../../core/ports/list-members.dal.suite.js';
import { describeMembershipsDalContract } from '../../core/ports/memberships.dal.suite.js';
import { describeItemLimitsContract } from '../../core/ports/item-limits.suite.js';
import { describeNoListsContract } from '../../core/ports/lists.dal.suite.js';
import { describeOneItemContract } from '../../core/ports/one-item.suite.js';
import { describeNoTrashContract } from '../../core/ports/trash.dal.suite.js';
import { describeReconcileDalContract } from '../../core/ports/reconcile.dal.suite.js';
import { describeItemsDalContract } from '../../core/ports/items.dal.suite.js';
import {
  describeListChangesContract,
  type FollowedStoreUnderTest,
} from '../../core/ports/list-changes.dal.suite.js';
import { describeUserReferencesContract } from '../../core/ports/user-references.suite.js';
import { JsonFileEventCursors } from './json-file-event-cursors.js';
import { JsonFileMembershipsDal } from './json-file-memberships.dal.js';
import { JsonFileReconcileDal } from './json-file-reconcile.dal.js';
import { JsonFileDetailedItemsDal } from './items/json-file-detailed-items.dal.js';
import { JsonFileItemsDal } from './items/json-file-items.dal.js';
import { JsonFileTrashDal } from './items/json-file-trash.dal.js';
import { JsonFileListChangesDal } from './json-file-list-changes.dal.js';
import { JsonFileUserReferences } from './json-file-user-references.js';
import { JsonFileExportedItemsDal } from './own-data/json-file-exported-items.dal.js';
import { JsonFileListsDal } from './lists/json-file-lists.dal.js';
import { AnySender, NoInvitations } from './invitations/no-invitations.js';
import { NoListMembers } from './lists/no-list-members.js';
import { NoKeyedWrites } from './items/no-keyed-writes.js';
import type { ItemsFile } from './items-file.schema.js';
import { ItemsFileStore } from './items-file.store.js';

const NAME = 'JSON file';

async function open(limits = WIDE_LIMITS) {
  const folder = await mkdtemp(join(tmpdir(), 'test-'));
  const store = await ItemsFileStore.open(join(folder, 'tasks.json'));
  const change = async (apply: (content: ItemsFile) => void) => {
    await store.change((content) => {
      apply(content);
      return true;
    });
  };
  const dal = new JsonFileItemsDal(store, limits);
  const underTest: FollowedStoreUnderTest = {
    dal,
    changes: new JsonFileListChangesDal(store, dal),
    connections: new JsonFileMembershipsDal(store, limits),
    references: new JsonFileUserReferences(store),
    count: async () => {
      const { items, connections } = store.read();
      return { items: items.length, connections: connections.length };
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return {
    ...underTest,
    lists: new JsonFileListsDal(store),
    detailed: new JsonFileDetailedItemsDal(store, limits),
    trash: new JsonFileTrashDal(store),
    keyed: new NoKeyedWrites(),
    reconcile: new JsonFileReconcileDal(store),
    exported: new JsonFileExportedItemsDal(store),
    forgetUser: (userId: number) =>
      change((content) => {
        content.users = content.users.filter(({ user_id }) => user_id !== userId);
      }),
    orphan: (itemId: number) =>
      change((content) => {
        content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== itemId);
      }),
    disown: (itemId: number) =>
      change(({ connections }) => {
        for (const each of connections) if (each.to_do_id === itemId) each.role = 'member';
      }),
    connect: (userId: number, itemId: number) =>
      change(({ connections }) => {
        const created_at = new Date().toISOString();
        connections.push({ user_id: userId, to_do_id: itemId, role: 'member', created_at });
      }),
    dropItem: (itemId: number) =>
      change((content) => {
        content.items = content.items.filter(({ id }) => id !== itemId);
      }),
  };
}

describeItemsDalContract(NAME, () => open());
describeNoListsContract(NAME, () => open());
describeOneItemContract(NAME, () => open());
describeNoBulkContract(NAME, () => open());
describeNoTrashContract(NAME, () => open());
describeExportedItemsDalContract(NAME, () => open());
describeNoInvitationsContract(NAME, {
  invitations: new NoInvitations(),
  senders: new AnySender(),
});
describeNoListMembersContract(NAME, new NoListMembers());
describeMembershipsDalContract(NAME, () => open());
describeUserReferencesContract(NAME, () => open());
describeReconcileDalContract(NAME, () => open());
describeItemLimitsContract(NAME, open);
describeListChangesContract(NAME, () => open());
describeEventCursors(
  NAME,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'test-'));
    const store = await ItemsFileStore.open(join(folder, 'tasks.json'));
    const close = async () => {
      await store.close();
      await rm(folder, { recursive: true });
    };
    return { cursors: new JsonFileEventCursors('todo', store), close };
  },
  { hasSnapshots: false },
);
