import { Inject, Injectable, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { SharedLimitCounters } from '../../core/ports/limit-counters.dal.js';
import { SessionsDal } from '../../core/ports/sessions.dal.js';
import type { Redis } from './redis-client.js';
import { withRedisErrors } from './redis-errors.js';
import { RedisLimitCountersDal } from './redis-limit-counters.dal.js';
import { checkRedis } from './redis-readiness.js';
import { RedisSessionsDal } from './redis-sessions.dal.js';

const REDIS = Symbol('REDIS');

/** Sessions and counters of limits in the Redis at `url`, with a check in `/readyz`. */
export function storesInRedis(url: string): Provider[] {
  return [
    {
      provide: REDIS,
      inject: [ReadinessService],
      useFactory: async (readiness: ReadinessService) => {
        // Loaded on demand: it takes a tenth of a second.
        const { connectRedis } = await import('./redis-client.js');
        const redis = await connectRedis(url);
        readiness.register('session_store', () => checkRedis(redis));
        return redis;
      },
    },
    {
      provide: SessionsDal,
      inject: [REDIS],
      useFactory: (redis: Redis) => withRedisErrors(new RedisSessionsDal(redis)),
    },
    {
      provide: SharedLimitCounters,
      inject: [REDIS],
      useFactory: (redis: Redis) => withRedisErrors(new RedisLimitCountersDal(redis)),
    },
    CloseRedis,
  ];
}

/** Closes the connection after the last request. */
@Injectable()
class CloseRedis implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.destroy();
  }
}
