import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { type DetailedDraft, NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import { fateOf, type ReachedReminder } from '../../../core/reminders/reached-reminder.js';
import { instantOf, type TimedDue } from '../../../core/schedule/due.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormTrashDal } from '../trash/typeorm-trash.dal.js';
import { TypeormRemindersDal } from './typeorm-reminders.dal.js';

const DUE: TimedDue = { date: '2090-03-25', time: '09:00', zone: 'Europe/Berlin' };
const AT = instantOf(DUE);
const DAY_MS = 86_400_000;

/** Processes of earlier versions, and SQL by hand, change the due time alone. */
describe('reminders of items whose due time is changed without them', () => {
  const user = anyUsers().next();
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let items: TypeormDetailedItemsDal;
  let reminders: TypeormRemindersDal;
  beforeAll(async () => {
    database = await openTestDataSource('todo', migrations);
    items = new TypeormDetailedItemsDal(database.dataSource, WIDE_LIMITS);
    reminders = new TypeormRemindersDal(database.dataSource);
  }, 60_000);
  afterAll(() => database.close());

  const add = async (draft: Partial<DetailedDraft> = {}) => {
    const given = { title: 'tea', status: 'PENDING', due: DUE, remind: true } as const;
    return unwrap(await items.create(user, { ...NO_DETAILS, ...given, ...draft })).id;
  };
  const remindOf = async (id: number) => unwrap(await items.find(user, id)).remind;
  const setDue = (id: number, date: string | null, time: string | null) =>
    database.dataSource.query(
      `UPDATE todo.to_do_items SET due_date = $2, due_time = $3, due_zone = $4 WHERE id = $1`,
      [id, date, time, time && DUE.zone],
    );
  /** The ids of the items whose reminders are sent at a time. */
  async function settled(now: number): Promise<number[]> {
    const sent: ReachedReminder[] = [];
    const send = async (reminder: ReachedReminder) => void sent.push(reminder);
    while (await reminders.settle(now, (each) => fateOf(each, now), send));
    return sent.map(({ itemId }) => itemId);
  }

  it('are due at a later time', async () => {
    const id = await add();
    await setDue(id, '2090-03-26', '09:00');
    expect(await settled(AT)).toEqual([]);
    expect(await settled(AT + DAY_MS)).toEqual([id]);
  });

  it('are due at an earlier time', async () => {
    const id = await add();
    await setDue(id, '2090-03-01', '09:00');
    expect(await settled(Date.now())).toEqual([]);
    expect(await settled(instantOf({ ...DUE, date: '2090-03-01' }))).toEqual([id]);
    expect(await settled(AT)).toEqual([]);
  });

  it('are due again after they were sent', async () => {
    const id = await add();
    expect(await settled(AT)).toEqual([id]);
    await setDue(id, '2090-03-26', '09:00');
    expect(await settled(AT)).toEqual([]);
    expect(await settled(AT + DAY_MS)).toEqual([id]);
  });

  it('end with the time', async () => {
    const id = await add();
    await setDue(id, DUE.date, null);
    expect(await settled(Date.now())).toEqual([]);
    expect(await remindOf(id)).toBe(false);
  });

  it('stay as they are when the due time is set as it is', async () => {
    const id = await add();
    expect(await settled(AT)).toEqual([id]);
    await setDue(id, DUE.date, DUE.time);
    expect(await settled(AT)).toEqual([]);
  });

  it('of members without one are none', async () => {
    const id = await add({ remind: false });
    await setDue(id, '2026-01-01', '09:00');
    expect(await settled(Date.now())).toEqual([]);
    expect(await remindOf(id)).toBe(false);
  });

  it('are gone when their migrations are reverted, and all else stays', async () => {
    const { dataSource } = database;
    const [kept, deleted] = [await add(), await add()];
    await items.remove(user, deleted, () => true);
    const versionOf = async () => {
      const sql = 'SELECT version FROM todo.list_versions WHERE user_id = $1';
      const [row] = await dataSource.query<{ version: number }[]>(sql, [user.userId]);
      return row!.version;
    };
    const first = migrations.findIndex(({ name }) => name.startsWith('Reminders'));
    const added = migrations.slice(first).map((Migration) => new Migration());
    await dataSource.transaction(async ({ queryRunner }) => {
      for (const each of added.toReversed()) await each.down(queryRunner!);
    });
    const before = await versionOf();
    const move = "UPDATE todo.user_connections SET position = 'V' WHERE to_do_id = $1";
    await dataSource.query(move, [kept]);
    expect(await versionOf()).toBeGreaterThan(before);
    await setDue(kept, '2090-03-26', '09:00');
    await dataSource.transaction(async ({ queryRunner }) => {
      for (const each of added) await each.up(queryRunner!);
    });
    const due = { ...DUE, date: '2090-03-26' };
    expect(await items.find(user, kept)).toMatchObject({ position: 'V', due, remind: false });
    expect(await new TypeormTrashDal(dataSource).restore(user, deleted)).toMatchObject({
      due: DUE,
      remind: false,
    });
  });
});
