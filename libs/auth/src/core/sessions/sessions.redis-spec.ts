import { createRedisSpace } from '../../../../../test/support/redis.js';
import { connectRedis } from '../../dal/redis/redis-client.js';
import { RedisSessionsDal } from '../../dal/redis/redis-sessions.dal.js';
import { describeSessions } from './sessions.suite.js';

describeSessions('in Redis', async () => {
  const space = await createRedisSpace();
  const redis = await connectRedis(space.url);
  return {
    dal: new RedisSessionsDal(redis),
    close: async () => {
      redis.destroy();
      await space.clear();
    },
  };
});
