import { createRedisSpace } from '../../../../../test/support/redis.js';
import { waitFor } from '../../../../../test/support/wait-for.js';
import { describeSessionsDalContract } from '../../core/ports/sessions.dal.suite.js';
import { connectRedis, type Redis } from './redis-client.js';
import { withRedisErrors } from './redis-errors.js';
import { RedisSessionsDal } from './redis-sessions.dal.js';

async function open() {
  const space = await createRedisSpace();
  const redis = await connectRedis(space.url);
  const close = async () => {
    redis.destroy();
    await space.clear();
  };
  return { redis, dal: withRedisErrors(new RedisSessionsDal(redis)), close };
}

describeSessionsDalContract('Redis', open);

describe('RedisSessionsDal', () => {
  const HOUR_MS = 3_600_000;
  let redis: Redis;
  let store: RedisSessionsDal;
  let close: () => Promise<void>;
  beforeAll(async () => ({ redis, dal: store, close } = await open()));
  afterAll(() => close());

  const inMs = (ms: number) => new Date(Date.now() + ms);
  const session = (id: string, userId: number) => ({
    id,
    chainId: id,
    userId,
    createdAt: inMs(0),
    lastUsedAt: inMs(0),
    expiresAt: inMs(HOUR_MS),
  });
  /** Milliseconds until Redis deletes the session itself. */
  const lifeOf = (id: string) => redis.pTTL(`seam:session:${id}`);

  it('lets Redis delete a session at keepUntil', async () => {
    await store.create(session('short', 1), inMs(50));
    await store.create(session('long', 1), inMs(HOUR_MS));
    await waitFor(
      async () => !(await store.find('short')),
      5_000,
      () => 'Redis to delete the session',
    );
    expect(await lifeOf('long')).toBeGreaterThan(HOUR_MS - 10_000);
  });

  it('extends the expiry of a session when it is used', async () => {
    await store.create(session('sliding', 2), inMs(10_000));
    await store.touch('sliding', inMs(1_000), inMs(1), inMs(60_000));
    expect(await lifeOf('sliding')).toBeGreaterThan(50_000);
    await store.touch('sliding', inMs(2_000), inMs(-1_000), inMs(HOUR_MS));
    expect(await lifeOf('sliding')).toBeLessThan(61_000);
  });

  it('deletes a replaced session after its grace period, and its indexes with the last session', async () => {
    await store.create(session('old', 3), inMs(HOUR_MS));
    await store.replace(
      'old',
      { ...session('new', 3), chainId: 'old' },
      { keepReplacedMs: 10_000, keepSuccessorUntil: inMs(HOUR_MS) },
    );
    expect(await lifeOf('old')).toBeLessThanOrEqual(10_000);
    expect(await lifeOf('new')).toBeGreaterThan(HOUR_MS - 10_000);
    expect(await redis.pTTL('seam:session-chain:old')).toBeGreaterThan(HOUR_MS - 10_000);
    await store.endChain('old');
    expect(await redis.keys('seam:*3')).toEqual([]);
    expect(await redis.exists('seam:session-chain:old')).toBe(0);
  });

  it('keeps the index of a user as long as its last session', async () => {
    await store.create({ ...session('kept', 7), expiresAt: inMs(9 * HOUR_MS) }, inMs(HOUR_MS));
    await store.create(session('usual', 7), inMs(HOUR_MS));
    expect(await redis.pTTL('seam:sessions-of:7')).toBeGreaterThan(8 * HOUR_MS);
    await redis.del('seam:session:usual');
    expect((await store.listOf(7)).map(({ id }) => id)).toEqual(['kept']);
    expect(await redis.zCard('seam:sessions-of:7')).toBe(1);
  });

  it('leaves no index of a chain when all sessions of a user end', async () => {
    await store.create(session('first', 4), inMs(HOUR_MS));
    const terms = { keepReplacedMs: 0, keepSuccessorUntil: inMs(HOUR_MS) };
    await store.replace('first', { ...session('second', 4), chainId: 'first' }, terms);
    expect(await store.endAllOf(4)).toEqual(['second']);
    expect(await redis.exists(['seam:session-chain:first', 'seam:session:second'])).toBe(0);
  });

  describe('with sessions of a version without chains', () => {
    const old = (userId: number) => ({
      user_id: `${userId}`,
      created_at: `${Date.now()}`,
      last_used_at: `${Date.now()}`,
      expires_at: `${Date.now() + HOUR_MS}`,
    });

    it('treats each as the first of a chain, without the public id of its user', async () => {
      await redis.hSet('seam:session:lone', old(5));
      const found = await store.find('lone');
      expect(found).toMatchObject({ id: 'lone', chainId: 'lone', userId: 5 });
      expect(found).not.toHaveProperty('uniqueId');
      expect(await store.endChain('lone')).toEqual(found);
    });

    it('ends the successors that such a version has made', async () => {
      await redis.hSet('seam:session:a', { ...old(6), replaced_by: 'b', replaced_at: '1' });
      await redis.hSet('seam:session:b', old(6));
      expect(await store.endChain('a')).toMatchObject({ id: 'b' });
      expect(await redis.exists(['seam:session:a', 'seam:session:b'])).toBe(0);
    });
  });
});
