import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { seededRandom } from '../../../../../../test/support/random.js';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { testLength } from '../../../../../../test/support/test-length.js';
import { NO_DETAILS } from '../../../core/details/detailed-item.js';
import type { Written } from '../../../core/keyed/keyed-write.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers, referenceTo } from '../../../core/ports/any-users.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormDetailedItemsDal } from '../details/typeorm-detailed-items.dal.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormUserReferences } from '../users/typeorm-user-references.js';
import { TypeormKeyedWritesDal } from './typeorm-keyed-writes.dal.js';

const ROUNDS = testLength({ short: 20, long: 1_000 });

/** On a PostgreSQL server: the embedded one runs one transaction at a time. */
describe('writes with keys, beside each other', () => {
  const users = anyUsers();
  const random = seededRandom();
  let source: DataSource;
  let close: () => Promise<void>;
  let keyed: TypeormKeyedWritesDal;
  let detailed: TypeormDetailedItemsDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    keyed = new TypeormKeyedWritesDal(source);
    detailed = new TypeormDetailedItemsDal(source, WIDE_LIMITS);
  }, 60_000);
  afterAll(() => close());

  const request = (key: string = randomUUID()) => ({ key, fingerprint: 'f' });
  const creating = (user: UserRef) => async (): Promise<Written> => {
    const draft = { title: 'tea', status: 'PENDING', ...NO_DETAILS } as const;
    const item = unwrap(await detailed.create(user, draft));
    return { kind: 'created', itemId: item.id, item };
  };
  const rowsOf = async ({ userId }: UserRef) => {
    const [row] = await source.query<object[]>(
      `SELECT (SELECT count(*)::integer FROM todo.user_connections WHERE user_id = $1) AS items,
         (SELECT count(*)::integer FROM todo.idempotency_keys WHERE user_id = $1) AS keys,
         (SELECT count(*)::integer FROM todo.client_ids WHERE user_id = $1) AS "clientIds"`,
      [userId],
    );
    return row!;
  };

  it('do not wait for one with the same key that is under way', async () => {
    const user = users.next();
    const same = request();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const first = keyed.once(user, same, async () => {
      begin();
      await finished;
      return creating(user)();
    });
    await begun;
    expect(await keyed.once(user, same, creating(user))).toBe('key_in_use');
    const other = users.next();
    expect(await keyed.once(other, same, creating(other))).toHaveProperty('item');
    finish();
    const { itemId } = (await first) as Written;
    expect(await keyed.once(user, same, creating(user))).toEqual({ kind: 'created', itemId });
  });

  it('leave nothing of a user who is deleted at the same time', async () => {
    const references = new TypeormUserReferences(source);
    const items = new TypeormItemsDal(source, WIDE_LIMITS);
    for (let round = 0; round < ROUNDS; round++) {
      const user = users.next();
      const early = creating(user);
      await keyed.createOnce(user, request(), early);
      const writes = Array.from({ length: 6 }, () => {
        const [outer, inner] = [request(), request()];
        const create = async () => (await keyed.createOnce(user, inner, creating(user))) as Written;
        return keyed.once(user, outer, create);
      });
      const removals = [1, 2].map(() =>
        items.removeByTitle({ ...user, address: undefined, device: undefined }, 'tea'),
      );
      const deletion = new Promise((resolve) => setTimeout(resolve, random() * 20)).then(() =>
        references.delete(referenceTo(user)),
      );
      for (const outcome of await Promise.allSettled([...writes, ...removals]))
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ code: 'session_ended' });
      await deletion;
      expect(await rowsOf(user)).toEqual({ items: 0, keys: 0, clientIds: 0 });
    }
  }, 120_000);
});
