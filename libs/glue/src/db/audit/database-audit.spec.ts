import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { AUDIT_KEPT_DAYS, exportedEntries } from '../../audit/index.js';
import { CountingAudit } from './counting-audit.js';

const DAY_MS = 86_400_000;
const ENTRY = { subject: 'customer:1', actor: 'c-1', action: 'order_placed' };
const ORIGIN = { address: '192.0.2.7', device: 'Firefox on Windows' };

class Tables {
  readonly name = 'Tables1764000000000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE orders.audit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
        subject text NOT NULL, actor text NOT NULL, action text NOT NULL, object text,
        outcome text NOT NULL DEFAULT 'done', address text, device text
      )`);
    await runner.query(`
      CREATE TABLE orders.audit_failures (
        subject text NOT NULL, hour timestamptz NOT NULL, action text NOT NULL, count integer NOT NULL,
        PRIMARY KEY (subject, hour, action)
      )`);
  }

  async down(): Promise<void> {}
}

describe('the audit of a context', () => {
  let source: DataSource;
  let close: () => Promise<void>;
  let audit: CountingAudit;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('orders', [Tables]));
    audit = new CountingAudit(source, 'orders');
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await source.query('TRUNCATE orders.audit, orders.audit_failures');
  });

  it('lists the entries about someone, newest first, page by page', async () => {
    for (const action of ['first', 'second', 'third']) await audit.add({ ...ENTRY, action });
    await audit.add({ ...ENTRY, subject: 'customer:11' });
    const page = await audit.list(ENTRY.subject, { limit: 2 });
    expect(page.map(({ action }) => action)).toEqual(['third', 'second']);
    const next = await audit.list(ENTRY.subject, { limit: 2, before: page[1]!.id });
    expect(next).toMatchObject([{ ...ENTRY, action: 'first', outcome: 'done' }]);
  });

  it('lists all entries, however many', async () => {
    await audit.add({ ...ENTRY, object: 'order:17' });
    await source.query(
      `INSERT INTO orders.audit (subject, actor, action)
       SELECT $1, 'a', 'order_placed' FROM generate_series(1, 1000)`,
      [ENTRY.subject],
    );
    const all = [];
    for await (const entries of exportedEntries(audit, ENTRY.subject)) all.push(...entries);
    expect(all).toHaveLength(1_001);
    expect(all.at(-1)).toMatchObject({ action: ENTRY.action, object: 'order:17' });
  });

  it('has no entry of a change that is undone', async () => {
    const change = source.transaction(async () => {
      await audit.add(ENTRY);
      throw new Error('undone');
    });
    await expect(change).rejects.toThrow('undone');
    expect(await audit.list(ENTRY.subject, { limit: 1 })).toEqual([]);
  });

  it('has the entry of a change elsewhere before it, and its outcome after it', async () => {
    const outcome = async () => (await audit.list(ENTRY.subject, { limit: 1 }))[0]!.outcome;
    await expect(audit.around(ENTRY, outcome)).resolves.toBe('begun');
    await expect(outcome()).resolves.toBe('done');
    const failing = audit.around(ENTRY, () => Promise.reject(new Error('no store')));
    await expect(failing).rejects.toThrow('no store');
    await expect(outcome()).resolves.toBe('failed');
  });

  it('counts failures by the hour, in one row', async () => {
    for (const count of [1, 2]) await audit.countFailures(ENTRY.subject, 'login_failed', count);
    const counts = await audit.failures(ENTRY.subject, 10);
    expect(counts).toMatchObject([{ action: 'login_failed', count: 3 }]);
    expect(counts[0]!.hour.getTime() % 3_600_000).toBe(0);
  });

  it('lists counts of failures page by page', async () => {
    await source.query(
      `INSERT INTO orders.audit_failures
       SELECT $1, date_trunc('hour', now()) - n * interval '1 hour', action, 1 + n
       FROM generate_series(0, 2) n, (VALUES ('a'), ('b')) AS actions (action)`,
      [ENTRY.subject],
    );
    const all = await audit.failures(ENTRY.subject, 10);
    expect(all.map(({ action, count }) => `${action}${count}`)).toEqual([
      'b1',
      'a1',
      'b2',
      'a2',
      'b3',
      'a3',
    ]);
    const [first, rest] = [await audit.failures(ENTRY.subject, 4), all.slice(4)];
    expect(first).toEqual(all.slice(0, 4));
    expect(await audit.failures(ENTRY.subject, 4, first.at(-1))).toEqual(rest);
    expect(await audit.failures(ENTRY.subject, 4, rest.at(-1))).toEqual([]);
  });

  it('clears from where something was done to someone, and counts', async () => {
    await audit.add({ ...ENTRY, ...ORIGIN });
    await audit.add({ ...ENTRY, ...ORIGIN, subject: 'customer:2' });
    await audit.countFailures(ENTRY.subject, 'login_failed', 1);
    expect(await audit.forget(ENTRY.subject)).toBe(2);
    const [cleared] = await audit.list(ENTRY.subject, { limit: 1 });
    expect(cleared).toMatchObject({ ...ENTRY, address: null, device: null });
    expect((await audit.list('customer:2', { limit: 1 }))[0]).toMatchObject(ORIGIN);
    expect(await audit.failures(ENTRY.subject, 10)).toEqual([]);
  });

  it('works without the right to change entries, as docs/accounts.md takes it', async () => {
    const role = `only_adds_${randomBytes(4).toString('hex')}`;
    const asRole = <T>(work: () => Promise<T>) =>
      source.transaction(async (manager) => {
        await manager.query(`SET LOCAL ROLE ${role}`);
        return work();
      });
    for (const sql of [
      `CREATE ROLE ${role}`,
      `GRANT USAGE ON SCHEMA orders TO ${role}`,
      `ALTER TABLE orders.audit_failures OWNER TO ${role}`,
      `ALTER TABLE orders.audit OWNER TO ${role}`,
      `REVOKE UPDATE, TRUNCATE ON orders.audit FROM ${role}`,
      `GRANT UPDATE (outcome, address, device) ON orders.audit TO ${role}`,
    ]) {
      await source.query(sql);
    }
    try {
      await asRole(() => audit.around({ ...ENTRY, ...ORIGIN }, async () => undefined));
      expect(await asRole(() => audit.forget(ENTRY.subject))).toBe(1);
      for (const change of ["UPDATE orders.audit SET action = 'x'", 'TRUNCATE orders.audit']) {
        await expect(asRole(() => source.query(change))).rejects.toThrow(/permission denied/);
      }
      const entry = { ...ENTRY, outcome: 'done', address: null, device: null };
      expect(await audit.list(ENTRY.subject, { limit: 2 })).toMatchObject([entry]);
      const later = new Date(Date.now() + (AUDIT_KEPT_DAYS + 1) * DAY_MS);
      await asRole(() => audit.sweep(later));
      expect(await audit.list(ENTRY.subject, { limit: 1 })).toEqual([]);
    } finally {
      await source.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
      await source.query(`DROP OWNED BY ${role}`);
      await source.query(`DROP ROLE ${role}`);
    }
  });

  it('erases all about someone, however much', async () => {
    await source.query(
      `INSERT INTO orders.audit (subject, actor, action)
       SELECT $1, 'a', 'order_placed' FROM generate_series(1, 1000)`,
      [ENTRY.subject],
    );
    await audit.add({ ...ENTRY, subject: 'customer:2' });
    await audit.erase(ENTRY.subject);
    expect(await audit.list(ENTRY.subject, { limit: 1 })).toEqual([]);
    expect(await audit.list('customer:2', { limit: 1 })).toHaveLength(1);
  });

  it(`deletes what is older than ${AUDIT_KEPT_DAYS} days, in bounded steps`, async () => {
    await source.query(
      `INSERT INTO orders.audit (at, subject, actor, action)
       SELECT now() - interval '401 days', 's', 'a', 'old' FROM generate_series(1, 700)`,
    );
    await source.query(
      "INSERT INTO orders.audit_failures VALUES ('s', now() - interval '401 days', 'a', 1)",
    );
    await audit.add(ENTRY);
    expect([await audit.sweep(), await audit.sweep()]).toEqual([true, false]);
    const count = 'SELECT count(*)::integer AS n FROM orders.audit';
    expect(await source.query(count)).toEqual([{ n: 1 }]);
    expect(await audit.failures('s', 1)).toEqual([]);
    expect(await audit.sweep(new Date(Date.now() + (AUDIT_KEPT_DAYS + 1) * DAY_MS))).toBe(false);
    expect(await source.query(count)).toEqual([{ n: 0 }]);
  });
});
