import { randomUUID } from 'node:crypto';
import { DatabaseOutbox, DatabaseOutcomes } from '#glue/db';
import type { OutboxStore } from '#glue/outbox';
import { migrations } from '#migrations/mail';
import {
  recordStatements,
  type SentStatement,
  stopAutovacuum,
  wholeTablesRead,
} from '../../../../../test/support/plans.js';
import { anySealer } from '../../../../../test/support/data-keys.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { StoredMails } from './stored-mails.js';
import { TypeormMailsDal } from './typeorm-mails.dal.js';

const TABLES = ['mails', 'outbox', 'commands'].map((table) => `mail.${table}`);
const LONG_MS = 3_600_000;
const CONNECTIONS = 4;
/** Mails that are timed, of a queue. */
const TIMED = 400;

/** An outage makes a long queue: each mail must cost the same as with a short one. */
describe('the plans of statements of mail', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let queue: DatabaseOutbox;
  let dal: TypeormMailsDal;
  let statements: SentStatement[];
  beforeAll(async () => {
    database = await openTestDataSource('mail', migrations);
    const { dataSource } = database;
    await stopAutovacuum(dataSource, TABLES);
    queue = new DatabaseOutbox(dataSource, 'mail');
    const sealer = anySealer('mail');
    const outcomes = new DatabaseOutcomes(dataSource, 'mail', sealer);
    dal = new TypeormMailsDal(dataSource, queue, new StoredMails(sealer), 'mail', [
      queue,
      outcomes,
    ]);
    await seed(20);
    statements = (await recordStatements(useEveryMethod)).map(({ text, values }) => {
      // PostgreSQL plans these for their values: the limits decide.
      return { name: undefined, text, values };
    });
  }, 60_000);
  afterAll(() => database.close());

  const query = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  /** So many mails that wait, each second of them for a later try, and as many that were sent. */
  async function seed(mails: number): Promise<void> {
    await query(`TRUNCATE ${TABLES.join(', ')}`);
    await query(
      `INSERT INTO mail.mails (id, user_id, sent_at, recipient, turn_at)
       SELECT gen_random_uuid(), n, CASE WHEN n > $1 THEN now() END, md5(n::text), now()
       FROM generate_series(1, 2 * $1::integer) n`,
      [mails],
    );
    await query(
      `INSERT INTO mail.outbox (key, contract, call, body, subject, expires_at, due_at)
       SELECT id, 'mail', 'welcome', json_build_object('to', 'user-' || user_id || '@example.com'),
         'user:' || user_id, now() + interval '1 day', now() + (user_id % 2) * interval '1 hour'
       FROM mail.mails WHERE sent_at IS NULL`,
    );
  }

  async function useEveryMethod(): Promise<void> {
    const mailTo = (to: string, userId: number) =>
      dal.accept({ id: randomUUID(), template: 'welcome', to, data: {}, userId }, LONG_MS);
    for (const to of ['a@example.com', 'a@example.com', 'b@example.com']) await mailTo(to, 1_000);
    const [first, second, third, fourth] = await queue.claim('mail', CONNECTIONS);
    await queue.renew([first!, second!]);
    await dal.stateOf(first!.key);
    for (const each of [first!, second!]) await dal.takeTurn(each.key, 'c@example.com', 1);
    await dal.noteSent(first!.key);
    await dal.listOf({ userId: 1_000, uniqueId: 'u' }, undefined, 500);
    const uses = {
      claim: () => queue.claim('mail', 1),
      remove: () => queue.remove(first!.id),
      postpone: () => queue.postpone(second!, 'smtp_421', LONG_MS),
      park: () => queue.park(third!, 'smtp_550'),
      parked: () => queue.parked(100),
      unpark: () => queue.unpark(third!.id, third!.key, LONG_MS),
      forget: () => dal.forget(1_000),
    } satisfies Partial<Record<keyof OutboxStore, () => Promise<unknown>>>;
    for (const use of Object.values<() => Promise<unknown>>(uses)) await use();
    await queue.renew([fourth!]);
    await queue.sweep();
    await dal.sweep();
  }

  it('never scan a whole table', async () => {
    await seed(100_000);
    await query(`ANALYZE ${TABLES.join(', ')}`);
    expect(statements.length).toBeGreaterThan(18);
    expect(await wholeTablesRead(database.dataSource, statements)).toEqual([]);
  }, 60_000);

  it('take as long for a mail of a long queue', async () => {
    const times: number[] = [];
    for (const mails of [1_000, 100_000]) {
      await seed(mails);
      times.push(await timeOfMail());
    }
    const [short, long] = times;
    process.stderr.write(
      `ms for a mail: ${short!.toFixed(1)} of 1,000, ${long!.toFixed(1)} of 100,000\n`,
    );
    expect(long).toBeLessThan(10 * short!);
  }, 60_000);

  /** What the database does for a mail that is sent, in milliseconds. */
  async function timeOfMail(): Promise<number> {
    const start = performance.now();
    for (let i = 0; i < TIMED; i += CONNECTIONS) {
      const claimed = await queue.claim('mail', CONNECTIONS);
      expect(claimed).toHaveLength(CONNECTIONS);
      await Promise.all(
        claimed.map(async ({ id, key }) => {
          expect(await dal.takeTurn(key, 'unused', 1)).toBe('now');
          await dal.noteSent(key);
          await queue.remove(id);
        }),
      );
    }
    return (performance.now() - start) / TIMED;
  }
});
