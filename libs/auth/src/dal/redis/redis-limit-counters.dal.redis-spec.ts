import { createRedisSpace } from '../../../../../test/support/redis.js';
import { describeLimitCounterContract } from '../../core/ports/limit-counters.dal.suite.js';
import { connectRedis, type Redis } from './redis-client.js';
import { withRedisErrors } from './redis-errors.js';
import { RedisLimitCountersDal } from './redis-limit-counters.dal.js';

async function open() {
  const space = await createRedisSpace();
  const redis = await connectRedis(space.url);
  const close = async () => {
    redis.destroy();
    await space.clear();
  };
  return { redis, dal: withRedisErrors(new RedisLimitCountersDal(redis)), close };
}

describeLimitCounterContract('Redis', open);

describe('RedisLimitCountersDal', () => {
  let redis: Redis;
  let dal: RedisLimitCountersDal;
  let close: () => Promise<void>;
  beforeAll(async () => ({ redis, dal, close } = await open()));
  afterAll(() => close());

  it('lets Redis delete a counter when it expires, and not before', async () => {
    const now = new Date();
    const add = (by: number, ms: number) =>
      dal.add([{ key: 1, by, until: new Date(now.getTime() + ms) }], now);
    await add(1, 3_600_000);
    const life = await redis.pTTL('seam:limit:1');
    expect(life).toBeGreaterThan(3_590_000);
    expect(life).toBeLessThanOrEqual(3_600_000);
    await add(-1, 1_000);
    expect(await redis.pTTL('seam:limit:1')).toBeGreaterThan(3_590_000);
  });
});
