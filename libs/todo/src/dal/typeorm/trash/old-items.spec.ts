import { revertMigration } from '#glue/db';
import { migrations } from '#migrations/todo';
import { Trash1796200000000 } from '../../../../../../migrations/todo/1796200000000-trash.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { unwrap } from '../../../core/refusal.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormTrashDal } from './typeorm-trash.dal.js';

const USER = { userId: 1, uniqueId: 'user 1' };

describe('the trash of a database that earlier versions have written, or read again', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let items: TypeormDetailedItemsDal;
  beforeEach(async () => {
    database = await openTestDataSource('todo', migrations);
    items = new TypeormDetailedItemsDal(database.dataSource, WIDE_LIMITS);
  }, 60_000);
  afterEach(() => database.close());

  const query = (sql: string) => database.dataSource.query<unknown[]>(sql);
  const addDone = async () =>
    unwrap(await items.create(USER, { title: 'tea', status: 'DONE', ...NO_DETAILS })).id;

  it('invents no times for a done item that is older than such times', async () => {
    const id = await addDone();
    await query('UPDATE todo.to_do_items SET created_at = NULL, completed_at = NULL');
    const before = unwrap(await items.find(USER, id));
    expect(before).toMatchObject({ createdAt: null, completedAt: null });
    await items.remove(USER, id, () => true);
    expect(await new TypeormTrashDal(database.dataSource).restore(USER, id)).toEqual(before);
  });

  it('is uncounted when the migration is reverted, and done items have their time again', async () => {
    await items.remove(USER, await addDone(), () => true);
    await addDone();
    const first = migrations.indexOf(Trash1796200000000);
    for (let i = first; i < migrations.length; i++) await revertMigration(database.dataSource);
    const counts = 'SELECT owned_items, owned_bytes FROM todo.user_refs';
    expect(await query(counts)).toEqual([{ owned_items: 1, owned_bytes: 3 }]);
    const added = "INSERT INTO todo.to_do_items (title, status) VALUES ('x', 'DONE')";
    expect(await query(`${added} RETURNING completed_at IS NULL AS missing`)).toEqual([
      { missing: false },
    ]);
  });
});
