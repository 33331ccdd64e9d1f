import { randomUUID } from 'node:crypto';
import { DatabaseAudit } from '#glue/db';
import { migrations } from '#migrations/todo';
import {
  recordStatements,
  type SentStatement,
  stopAutovacuum,
  TABLE_STATES,
  wholeTablesRead,
} from '../../../../../test/support/plans.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import type { InvitationsDal } from '../../core/ports/invitations.dal.js';
import type { MembershipsDal } from '../../core/ports/memberships.dal.js';
import type { ReferenceStore } from '#glue/references';
import type { ReconcileDal } from '../../core/ports/reconcile.dal.js';
import { NO_DETAILS } from '../../core/details/detailed-item.js';
import { SORT_KEYS, type SortKey } from '../../core/details/item-query.js';
import { unwrap } from '../../core/refusal.js';
import type { DetailedItemsDal } from '../../core/ports/detailed-items.dal.js';
import type { ListMembersDal } from '../../core/ports/list-members.dal.js';
import type { ListsDal } from '../../core/ports/lists.dal.js';
import type { ItemsDal } from '../../core/ports/items.dal.js';
import type { Written } from '../../core/keyed/keyed-write.js';
import type { KeyedWritesDal } from '../../core/ports/keyed-writes.dal.js';
import { TypeormInvitationsDal } from './invitations/typeorm-invitations.dal.js';
import { TypeormSendersDal } from './invitations/typeorm-senders.dal.js';
import { TypeormKeyedWritesDal } from './keyed/typeorm-keyed-writes.dal.js';
import { TypeormListsDal } from './lists/typeorm-lists.dal.js';
import { TypeormMembershipsDal } from './memberships/typeorm-memberships.dal.js';
import { TypeormReconcileDal } from './reconciliation/typeorm-reconcile.dal.js';
import { TypeormExportedItemsDal } from './items/typeorm-exported-items.dal.js';
import { TypeormItemsDal } from './items/typeorm-items.dal.js';
import { TypeormUserReferences } from './users/typeorm-user-references.js';
import type { RemindersDal } from '../../core/ports/reminders.dal.js';
import type { SendersDal } from '../../core/ports/senders.dal.js';
import type { TrashDal } from '../../core/ports/trash.dal.js';
import { TypeormRemindersDal } from './reminders/typeorm-reminders.dal.js';
import { TypeormListMembersDal } from './shared-lists/typeorm-list-members.dal.js';
import { TypeormTrashDal } from './trash/typeorm-trash.dal.js';
import { TypeormDetailedItemsDal } from './details/typeorm-detailed-items.dal.js';

const TABLES = [
  ...['to_do_items', 'user_connections', 'user_refs', 'lists', 'trash', 'audit'],
  ...['idempotency_keys', 'client_ids', 'invitations', 'senders'],
].map((table) => `todo.${table}`);
/** The number of items, in addition to that of users. */
const ITEMS = [2_000, 4_000, 12_000, 20_000];
const STATES = TABLE_STATES.flatMap((state) =>
  ITEMS.map((items) => ({ ...state, name: `${items} items of ${state.name}`, items })),
);

/** The query plans at several sizes: the cost of a request must not grow with the tables. */
describe('the plans of statements of todo', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let statements: SentStatement[];
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    await stopAutovacuum(database.dataSource, TABLES);
    await seed(10, 30);
    statements = await recordStatements(useEveryMethod);
  }, 60_000);
  afterAll(() => database.close());

  const query = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  /** A user's items are not adjacent; the user is a member of some of them. */
  async function seed(users: number, items: number): Promise<void> {
    await query(`TRUNCATE ${TABLES.join(', ')} RESTART IDENTITY`);
    await query(
      "INSERT INTO todo.user_refs (user_id, unique_id) SELECT n, 'user ' || n FROM generate_series(1, $1::integer) n",
      [users],
    );
    await query(
      "INSERT INTO todo.to_do_items (title, status) SELECT 'Item number ' || n, 'PENDING' FROM generate_series(1, $1::integer) n",
      [items],
    );
    await query(
      `INSERT INTO todo.user_connections (user_id, to_do_id, role)
       SELECT 1 + (id + shift) % $1, id, role FROM todo.to_do_items,
         (VALUES (0, 'owner'), (1, 'member')) AS roles (shift, role)
       WHERE role = 'owner' OR id <= $1`,
      [users],
    );
    await query(
      `INSERT INTO todo.trash (user_id, unique_id, id, inherited, title, status, notes, priority, labels, deleted_at)
       SELECT 1 + n % $1, 'user ' || 1 + n % $1, 1000000 + n, n % 3 = 0, 'Item number ' || n, 'DONE', '', 0, '{}', now()
       FROM generate_series(1, $2::integer) n`,
      [users, items],
    );
    await query(
      `INSERT INTO todo.audit (subject, actor, action, address)
       SELECT 'user:' || 1 + n % $1::bigint, 'u', 'item_shared', '192.0.2.7' FROM generate_series(1, 20000) n`,
      [users],
    );
    await seedKeys(users, items);
    await seedInvitations(users, items);
  }

  async function seedKeys(users: number, keys: number): Promise<void> {
    await query(
      `INSERT INTO todo.idempotency_keys (user_id, key, fingerprint, kind, to_do_id)
       SELECT 1 + n % $1::bigint, n, 'f', 'changed', n FROM generate_series(1, $2::integer) n`,
      [users, keys],
    );
    await query(
      `INSERT INTO todo.client_ids (user_id, client_id, fingerprint, to_do_id)
       SELECT 1 + n % $1::bigint, gen_random_uuid(), 'f', n FROM generate_series(1, $2::integer) n`,
      [users, keys],
    );
  }

  async function seedInvitations(users: number, items: number): Promise<void> {
    await query(
      `INSERT INTO todo.invitations (to_do_id, sender_id, email, token_hash, accepted_by, created_at, expires_at)
       SELECT n, 1 + n % $1::bigint, n % $1 || '@example.com', 'h' || n, CASE WHEN n % 3 = 0 THEN 1 + n % $1 END,
         now() - interval '2 days', now() + interval '12 days'
       FROM generate_series(1, $2::integer) n`,
      [users, items],
    );
    await query(
      `INSERT INTO todo.lists (user_id, name, position, shared_id)
       SELECT 1 + n % $1::bigint, 'list', n / $1, CASE WHEN n % 3 = 0 THEN 1000000 + n / 6 END
       FROM generate_series(1, $2::integer) n`,
      [users, items],
    );
    await query(
      `INSERT INTO todo.senders (user_id, sender_id, blocked)
       SELECT DISTINCT 1 + n % $1::bigint, 1 + n / 7 % $1, n % 5 = 0 FROM generate_series(1, $2::integer) n`,
      [users, items],
    );
  }

  async function useEveryMethod(): Promise<void> {
    const { dataSource } = database;
    const user = (userId: number) => ({ userId, uniqueId: `user ${userId}` });
    const reference = (id: number) => ({ id, uniqueId: `user ${id}` });
    const draft = { title: 'Item number 21', status: 'DONE' } as const;
    const items = new TypeormItemsDal(dataSource, WIDE_LIMITS);
    const connections = new TypeormMembershipsDal(dataSource, WIDE_LIMITS);
    const references = new TypeormUserReferences(dataSource);
    const reconcile = new TypeormReconcileDal(dataSource);
    const uses = {
      list: () => items.list(user(2)),
      create: async () => {
        await items.create(user(2), draft);
        await items.create(user(11), draft); // of a new user
      },
      update: async () => {
        await items.update(user(2), { id: 21, title: 'longer', status: 'DONE' });
        await items.update(user(2), { id: 22, ...draft }); // which is another user's
      },
      removeByTitle: () => items.removeByTitle(user(2), draft.title),
    } satisfies Record<keyof ItemsDal, () => Promise<unknown>>;
    const detailedItems = new TypeormDetailedItemsDal(dataSource, WIDE_LIMITS);
    const pageBy = (sort: SortKey, listId: number | null | undefined) =>
      detailedItems.page(user(2), { sort, isDescending: false, limit: 5, listId });
    const lists = new TypeormListsDal(dataSource);
    const { id: listId } = unwrap(await lists.create(user(2), 'work'));
    const detailed = {
      find: () => detailedItems.find(user(2), 21),
      page: async () => {
        for (const sort of SORT_KEYS)
          for (const list of [undefined, null, listId]) await pageBy(sort, list);
        const query = { sort: 'created', isDescending: false, limit: 5 } as const;
        await detailedItems.page(user(2), { ...query, text: 'number 2' });
      },
      create: () => detailedItems.create(user(2), { ...draft, ...NO_DETAILS, listId }),
      change: async () => {
        await detailedItems.change(user(2), { id: 21, listId }, () => true);
        await detailedItems.change(user(2), { id: 21, ...draft }, () => true);
        const rule = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' };
        const made = await detailedItems.create(user(2), { ...draft, ...NO_DETAILS, ...rule });
        const { id } = unwrap(made);
        await connections.share(user(2), id, user(3));
        await detailedItems.change(user(2), { id, status: 'DONE' }, () => true);
      },
      remove: async () => {
        const made = await detailedItems.create(user(2), { ...draft, ...NO_DETAILS });
        await detailedItems.remove(user(2), unwrap(made).id, () => true);
      },
    } satisfies Record<keyof DetailedItemsDal, () => Promise<unknown>>;
    const trash = new TypeormTrashDal(dataSource);
    const cramped = new TypeormDetailedItemsDal(dataSource, { ...WIDE_LIMITS, itemsPerUser: 1 });
    const trashing = {
      page: async () => {
        const { next } = unwrap(await trash.page(user(2), { limit: 1 }));
        await trash.page(user(2), { limit: 1, cursor: next });
      },
      export: () => trash.export(user(2), 5, 50),
      restore: async () => {
        const [first] = await trash.export(user(2), 0, 1);
        await trash.restore(user(2), first!.id);
      },
      delete: () => trash.delete(user(2), 1_000_001),
      empty: async () => {
        await cramped.create(user(2), { ...draft, ...NO_DETAILS });
        await trash.empty(user(2));
      },
    } satisfies Record<keyof TrashDal, () => Promise<unknown>>;
    const keyed = new TypeormKeyedWritesDal(dataSource);
    const request = { key: randomUUID(), fingerprint: 'f' };
    const write = async (): Promise<Written> => {
      const item = unwrap(await detailedItems.find(user(2), 21));
      return { kind: 'created', itemId: item.id, item };
    };
    const repeating = {
      once: () => keyed.once(user(2), request, write),
      createOnce: () => keyed.createOnce(user(2), request, write),
      together: () => {
        const locks = {
          clientIds: [randomUUID()],
          itemIds: [21, 22],
          trashedIds: [1_000_001],
          creates: 2,
        };
        return keyed.together(user(2), locks, write);
      },
    } satisfies Record<keyof KeyedWritesDal, () => Promise<unknown>>;
    const listing = {
      all: () => lists.all(user(2)),
      create: () => lists.create(user(2), 'home'),
      change: () => lists.change(user(2), { id: listId, name: 'x', position: 1 }),
      move: async () => {
        await lists.move(user(2), 11, { before: 21 });
        await lists.move(user(2), 1, { after: 11 });
      },
      beginDelete: () => lists.beginDelete(user(2), listId),
      delete: () => lists.delete(user(2), listId, true),
    } satisfies Record<keyof ListsDal, () => Promise<unknown>>;
    const reminders = new TypeormRemindersDal(dataSource);
    const reminding = {
      settle: async () => {
        const due = { date: '2090-01-01', time: '09:00', zone: 'Europe/Berlin' };
        const reminder = { status: 'PENDING', due, remind: true } as const;
        const made = await detailedItems.create(user(2), { ...NO_DETAILS, ...draft, ...reminder });
        const { id } = unwrap(made);
        await detailedItems.change(user(2), { id, due: { ...due, time: '10:00' } }, () => true);
        await detailedItems.change(user(2), { id, remind: true }, () => true);
        const at = Date.UTC(2091, 0);
        await reminders.settle(
          at,
          () => 'sent',
          async () => undefined,
        );
      },
    } satisfies Record<keyof RemindersDal, () => Promise<unknown>>;
    const sharing = {
      listOf: () => connections.listOf(user(3), 2),
      share: async () => {
        await query('DELETE FROM todo.senders WHERE user_id = 5 AND sender_id = 3');
        await query('INSERT INTO todo.senders VALUES (5, 3, false)');
        await connections.share(user(3), 2, user(5), '5@example.com');
      },
      remove: () => connections.remove(user(3), 2, 5),
    } satisfies Record<keyof MembershipsDal, () => Promise<unknown>>;
    const invitations = new TypeormInvitationsDal(dataSource, WIDE_LIMITS);
    const senders = new TypeormSendersDal(dataSource);
    const invite = async () => {
      const made = await detailedItems.create(user(2), { ...draft, ...NO_DETAILS });
      const { id: itemId } = unwrap(made);
      const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
      const email = { email: '5@example.com', tokenHash: randomUUID() };
      return unwrap(await invitations.invite(user(2), { itemId }, { ...email, ...times }));
    };
    const inviting = {
      invite: () => invite(),
      received: () => invitations.received(user(5), '5@example.com'),
      sent: () => invitations.sent(user(2)),
      find: () => invitations.find(user(5), 'hash'),
      accept: async () => {
        const { id } = await invite();
        await invitations.accept(user(5), id, { email: '5@example.com' });
      },
      decline: async () =>
        invitations.decline(user(5), (await invite()).id, { email: '5@example.com' }, true),
      withdraw: async () => invitations.withdraw(user(2), (await invite()).id),
    } satisfies Record<Exclude<keyof InvitationsDal, 'isOn'>, () => Promise<unknown>>;
    const sent = {
      stateOf: () => senders.stateOf(5, 2),
      all: () => senders.all(user(5)),
      block: () => senders.block(user(5), 2),
      forget: () => senders.forget(user(5), 2),
    } satisfies Record<keyof SendersDal, () => Promise<unknown>>;
    const members = new TypeormListMembersDal(dataSource, WIDE_LIMITS);
    const sharedList = async () => {
      const { id } = unwrap(await lists.create(user(2), 'shared'));
      await detailedItems.create(user(2), { ...draft, ...NO_DETAILS, listId: id });
      await query('DELETE FROM todo.senders WHERE user_id = 6 AND sender_id = 2');
      await query('INSERT INTO todo.senders VALUES (6, 2, false)');
      await members.share(user(2), id, user(6), '6@example.com');
      return id;
    };
    const listSharing = {
      listOf: async () => members.listOf(user(2), await sharedList()),
      share: async () => {
        const id = await sharedList();
        const made = await detailedItems.create(user(2), { ...draft, ...NO_DETAILS, listId: id });
        await detailedItems.change(user(2), { id: unwrap(made).id, listId: null }, () => true);
        const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
        const email = { email: '7@example.com', tokenHash: randomUUID() };
        const to = { listId: id };
        const { id: invitation } = unwrap(
          await invitations.invite(user(2), to, { ...email, ...times }),
        );
        await invitations.accept(user(7), invitation, { email: '7@example.com' });
      },
      remove: async () => members.remove(user(2), await sharedList(), 6),
    } satisfies Record<keyof ListMembersDal, () => Promise<unknown>>;
    const following = {
      guard: () => references.guard(reference(2), async () => undefined),
      highestId: () => references.highestId(),
      delete: () => references.delete(reference(7)),
      after: () => references.after(3, 5),
      insert: () => references.insert([reference(12), reference(13)]),
      deleteId: () => references.deleteId(8),
      reassign: () => references.reassign({ id: 8, uniqueId: 'another' }),
      undelete: () => references.undelete({ id: 8, uniqueId: 'another' }),
    } satisfies Record<keyof ReferenceStore, () => Promise<unknown>>;
    const reconciling = {
      countWithoutItem: () => reconcile.countWithoutItem([3, 4]),
      removeWithoutItem: () => reconcile.removeWithoutItem([3, 4]),
      itemsAfter: () => reconcile.itemsAfter(20, 5),
      promoteOrDelete: () => reconcile.promoteOrDelete([31, 32]),
      countsAfter: () => reconcile.countsAfter(3, 5),
      recount: () => reconcile.recount([3, 4]),
    } satisfies Record<keyof ReconcileDal, () => Promise<unknown>>;
    const audit = new DatabaseAudit(dataSource, 'todo');
    const exported = new TypeormExportedItemsDal(dataSource);
    const entry = { subject: 'user:2', actor: 'u', action: 'item_shared' };
    const audited = {
      add: () => audit.add(entry),
      around: () => audit.around(entry, async () => undefined),
      list: () => audit.list('user:2', { before: 100_000, limit: 50 }),
      forget: () => audit.forget('user:3'),
      erase: () => audit.erase('user:4'),
      sweep: () => audit.sweep(new Date(0)),
    } satisfies Record<keyof DatabaseAudit, () => Promise<unknown>>;
    const exporting = { page: () => exported.page(user(2), 5, 500) };
    const sharingMethods = [sharing, inviting, sent, listSharing];
    const itemMethods = [uses, detailed, listing, repeating, reminding, trashing];
    for (const methods of [
      ...itemMethods,
      ...sharingMethods,
      following,
      reconciling,
      audited,
      exporting,
    ]) {
      for (const use of Object.values<() => Promise<unknown>>(methods)) await use();
    }
  }

  it.each(STATES)('never scan a whole table ($name)', async ({ users, items, isAnalyzed }) => {
    await seed(users, items);
    if (isAnalyzed) await query(`ANALYZE ${TABLES.join(', ')}`);
    expect(statements.length).toBeGreaterThan(25);
    expect(await wholeTablesRead(database.dataSource, statements)).toEqual([]);
  });
});
