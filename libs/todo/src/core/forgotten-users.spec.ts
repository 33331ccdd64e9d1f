import type { DataSource } from 'typeorm';
import type { AuthClient } from '#auth-kernel';
import { DatabaseAudit, DatabaseEventCursors } from '#glue/db';
import type { ReconcileOptions } from '#glue/references';
import { migrations } from '#migrations/todo';
import { FakeAuth } from '../../../../test/support/fake-auth.js';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { TypeormUserReferences } from '../dal/typeorm/users/typeorm-user-references.js';
import { TodoUsers } from './todo-users.js';

const HOME = { address: '192.0.2.7', device: 'Firefox on Windows' };
const REPAIR: ReconcileOptions = {
  dryRun: false,
  deleteUnknown: true,
  force: true,
  acceptRestored: false,
};

/** Users whom auth has lost: no event tells that they are deleted. */
describe('what `npm run reconcile -- --delete-unknown` leaves in the audit', () => {
  let source: DataSource;
  let close: () => Promise<void>;
  let audit: DatabaseAudit;
  let auth: FakeAuth;
  let references: TypeormUserReferences;
  let users: TodoUsers;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    audit = new DatabaseAudit(source, 'todo');
    references = new TypeormUserReferences(source);
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await source.query('TRUNCATE todo.user_refs, todo.audit');
    auth = new FakeAuth();
    users = new TodoUsers(
      ...([references, auth as unknown as AuthClient] as const),
      new DatabaseEventCursors(source, 'todo'),
      ...([undefined, undefined, undefined, audit] as const),
    );
    await references.insert([{ id: 42, uniqueId: 'u-old' }]);
    const entry = { actor: 'u-old', action: 'item_shared', object: 'item:1', ...HOME };
    for (const subject of ['user:42', 'user:43']) await audit.add({ ...entry, subject });
  });

  const about = (subject: string) => audit.list(subject, { limit: 10 });

  it('is no address of a lost user', async () => {
    await users.reconcile(REPAIR);
    const cleared = { action: 'item_shared', object: 'item:1', address: null, device: null };
    expect(await about('user:42')).toMatchObject([cleared]);
    expect(await about('user:43')).toMatchObject([HOME]);
  });

  it('is nothing if another user has the id now', async () => {
    auth.register(42, 'u-new');
    await users.reconcile(REPAIR);
    expect(await about('user:42')).toEqual([]);
    expect(await about('user:43')).toMatchObject([HOME]);
    const [known] = await references.after(41, 1);
    expect(known).toMatchObject({ uniqueId: 'u-new', isDeleted: false });
  });

  it('is nothing if another user got the id of a deleted one', async () => {
    await references.delete({ id: 42, uniqueId: 'u-old' });
    auth.register(42, 'u-new');
    await users.reconcile({ ...REPAIR, deleteUnknown: false });
    expect(await about('user:42')).toEqual([]);
  });

  it('is all if nothing is changed', async () => {
    await users.reconcile({ ...REPAIR, dryRun: true });
    expect(await about('user:42')).toMatchObject([HOME]);
  });
});
