import { createRedisSpace } from '../../../../test/support/redis.js';
import { connectRedis } from '../dal/redis/redis-client.js';
import { RedisSessionStore } from '../dal/redis/redis-session-store.dal.js';
import { describeSessions } from './sessions.contract.js';

describeSessions('in Redis', async () => {
  const space = await createRedisSpace();
  const redis = await connectRedis(space.url);
  return {
    dal: new RedisSessionStore(redis),
    close: async () => {
      redis.destroy();
      await space.clear();
    },
  };
});
