import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeBulkContract } from '../../core/bulk/bulk.suite.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { describeDetailedItemsContract } from '../../core/ports/detailed-items.dal.suite.js';
import { describeExportedItemsDalContract } from '../../core/ports/exported-items.dal.suite.js';
import { describeInvitationsContract } from '../../core/ports/invitations.dal.suite.js';
import { describeListMembersContract } from '../../core/ports/list-members.dal.suite.js';
import { describeMembershipsDalContract } from '../../core/ports/memberships.dal.suite.js';
import { describeItemLimitsContract } from '../../core/ports/item-limits.suite.js';
import { describeKeyedWritesContract } from '../../core/ports/keyed-writes.dal.suite.js';
import { describeListChangesContract } from '../../core/ports/list-changes.dal.suite.js';
import { describeListsContract } from '../../core/ports/lists.dal.suite.js';
import { describePositionsContract } from '../../core/ports/positions.dal.suite.js';
import { describeOneItemContract } from '../../core/ports/one-item.suite.js';
import { describeReconcileDalContract } from '../../core/ports/reconcile.dal.suite.js';
import { describeRepeatingItemsContract } from '../../core/ports/repeating-items.dal.suite.js';
import { describeItemsDalContract } from '../../core/ports/items.dal.suite.js';
import { describeRemindersContract } from '../../core/ports/reminders.dal.suite.js';
import { describeTrashContract } from '../../core/ports/trash.dal.suite.js';
import { describeUserReferencesContract } from '../../core/ports/user-references.suite.js';
import { TypeormDetailedItemsDal } from './details/typeorm-detailed-items.dal.js';
import { TypeormInvitationsDal } from './invitations/typeorm-invitations.dal.js';
import { TypeormSendersDal } from './invitations/typeorm-senders.dal.js';
import { TypeormKeyedWritesDal } from './keyed/typeorm-keyed-writes.dal.js';
import { TypeormListsDal } from './lists/typeorm-lists.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormExportedItemsDal } from './items/typeorm-exported-items.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormListChangesDal } from './versions/typeorm-list-changes.dal.js';
import { TypeormRemindersDal } from './reminders/typeorm-reminders.dal.js';
import { setSharingLimits } from './shared-lists/sharing-limits.suite.js';
import { TypeormListMembersDal } from './shared-lists/typeorm-list-members.dal.js';
import { TypeormTrashDal } from './trash/typeorm-trash.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';

const NAME = 'TypeORM';
const KEPT_BYTES = 100_000;

async function open(limits = WIDE_LIMITS) {
  const { dataSource, close } = await openTestDataSource('todo', migrations);
  const run = async (sql: string, ...values: unknown[]) => {
    await dataSource.query(sql, values);
  };
  const dal = new TypeormItemsDal(dataSource, limits, KEPT_BYTES);
  await setSharingLimits(dataSource, limits);
  return {
    dal,
    changes: new TypeormListChangesDal(dataSource, dal, undefined),
    lists: new TypeormListsDal(dataSource),
    detailed: new TypeormDetailedItemsDal(dataSource, limits),
    reminders: new TypeormRemindersDal(dataSource),
    trash: new TypeormTrashDal(dataSource),
    keyed: new TypeormKeyedWritesDal(dataSource),
    connections: new TypeormMembershipsDal(dataSource, limits),
    invitations: new TypeormInvitationsDal(dataSource, limits),
    senders: new TypeormSendersDal(dataSource),
    members: new TypeormListMembersDal(dataSource, limits),
    references: new TypeormUserReferences(dataSource),
    exported: new TypeormExportedItemsDal(dataSource),
    reconcile: new TypeormReconcileDal(dataSource),
    count: async () => {
      const [row] = await dataSource.query<{ items: number; connections: number }[]>(
        `SELECT (SELECT count(*)::integer FROM todo.to_do_items) AS items,
           (SELECT count(*)::integer FROM todo.user_connections) AS connections`,
      );
      return row!;
    },
    close,
    age: (days: number) =>
      run(
        `UPDATE todo.invitations SET created_at = created_at - $1 * interval '1 day',
           expires_at = expires_at - $1 * interval '1 day'`,
        days,
      ),
    forgetUser: (userId: number) => run('DELETE FROM todo.user_refs WHERE user_id = $1', userId),
    orphan: (itemId: number) =>
      run('DELETE FROM todo.user_connections WHERE to_do_id = $1', itemId),
    disown: (itemId: number) =>
      run("UPDATE todo.user_connections SET role = 'member' WHERE to_do_id = $1", itemId),
    connect: (userId: number, itemId: number) =>
      run(
        "INSERT INTO todo.user_connections (user_id, to_do_id, role) VALUES ($1, $2, 'member')",
        userId,
        itemId,
      ),
    // The foreign key prevents this, unless a restore or an operator has disabled it.
    dropItem: (itemId: number) =>
      dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL session_replication_role = replica');
        await manager.query('DELETE FROM todo.to_do_items WHERE id = $1', [itemId]);
      }),
  };
}

describeDetailedItemsContract(NAME, () => open());
describeListsContract(NAME, () => open());
describePositionsContract(NAME, () => open());
describeOneItemContract(NAME, () => open());
describeKeyedWritesContract(NAME, () => open());
describeBulkContract(NAME, () => open());
describeRepeatingItemsContract(NAME, open);
describeRemindersContract(NAME, () => open());
describeTrashContract(NAME, open);
describeItemsDalContract(NAME, () => open());
describeInvitationsContract(NAME, open);
describeListMembersContract(NAME, open);
describeMembershipsDalContract(NAME, () => open());
describeUserReferencesContract(NAME, () => open());
describeReconcileDalContract(NAME, () => open());
describeItemLimitsContract(NAME, open);
describeListChangesContract(NAME, () => open());
describeExportedItemsDalContract(NAME, () => open());
