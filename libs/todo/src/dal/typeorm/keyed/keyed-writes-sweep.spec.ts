import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Housekeeping } from '#glue/db';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { keyedWritesSteps } from './keyed-writes-sweep.js';
import { TypeormKeyedWritesDal } from './typeorm-keyed-writes.dal.js';

const LIMIT_MS = 30_000;

describe('old keys of writes', () => {
  const user = anyUsers().next();
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
  }, 60_000);
  afterAll(() => close());

  const sweepUntil = async (isDone: () => Promise<boolean>) => {
    const sweep = new Housekeeping('what is old', keyedWritesSteps(source));
    sweep.onApplicationBootstrap();
    await waitFor(isDone, LIMIT_MS, () => 'old keys to be removed');
    await sweep.onModuleDestroy();
  };

  it('are removed after 24 hours', async () => {
    await source.query(
      `INSERT INTO todo.idempotency_keys (user_id, key, fingerprint, kind, to_do_id, at)
       SELECT 1, n, 'f', 'created', 1, now() - CASE WHEN n <= 700 THEN interval '25 hours' ELSE interval '23 hours' END
       FROM generate_series(1, 1000) n`,
    );
    const kept = async () => {
      const [row] = await source.query<{ n: number; least: number }[]>(
        'SELECT count(*)::integer AS n, min(key::integer) AS least FROM todo.idempotency_keys',
      );
      return row!;
    };
    await sweepUntil(async () => (await kept()).n <= 300);
    expect(await kept()).toEqual({ n: 300, least: 701 });
  }, 60_000);

  it('of clients are removed 30 days after their items, in whatever way these were deleted', async () => {
    const detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
    const keyed = new TypeormKeyedWritesDal(source);
    const create = async (fingerprint: string) => {
      const draft = { title: 'tea', status: 'PENDING', ...NO_DETAILS } as const;
      await keyed.createOnce(user, { key: randomUUID(), fingerprint }, async () => {
        const item = unwrap(await detailed.create(user, draft));
        return { kind: 'created', itemId: item.id, item };
      });
    };
    const remembered = async () => {
      const rows = await source.query<{ fingerprint: string }[]>(
        'SELECT fingerprint FROM todo.client_ids ORDER BY fingerprint',
      );
      return rows.map(({ fingerprint }) => fingerprint);
    };
    for (const name of ['deleted', 'kept', 'old']) await create(name);
    const ITEMS = 'SELECT to_do_id FROM todo.client_ids WHERE fingerprint';
    await source.query(`DELETE FROM todo.to_do_items WHERE id IN (${ITEMS} <> 'kept')`);
    const age = "UPDATE todo.client_ids SET gone_at = now() - interval '31 days' WHERE fingerprint";
    // As if it was put back.
    await source.query(`${age} IN ('old', 'kept')`);
    await sweepUntil(async () => (await remembered()).length <= 2);
    expect(await remembered()).toEqual(['deleted', 'kept']);
  }, 60_000);
});
