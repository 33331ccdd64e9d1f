import { createRedisSpace } from '../../../../../test/support/redis.js';
import { connectRedis } from '../../dal/redis/redis-client.js';
import { RedisSessionsDal } from '../../dal/redis/redis-sessions.dal.js';
import { describeProvenSessions } from './proven-sessions.suite.js';
import { describeSessions } from './sessions.suite.js';

async function openInRedis() {
  const space = await createRedisSpace();
  const redis = await connectRedis(space.url);
  return {
    dal: new RedisSessionsDal(redis),
    close: async () => {
      redis.destroy();
      await space.clear();
    },
  };
}

describeSessions('in Redis', openInRedis);
describeProvenSessions('in Redis', openInRedis);
