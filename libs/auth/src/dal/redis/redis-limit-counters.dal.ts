import { PRODUCT } from '#glue/product';
import type {
  ChangedCount,
  Count,
  CountChange,
  LimitCountersDal,
} from '../../core/ports/limit-counters.dal.js';
import type { Redis } from './redis-client.js';
import { ADD } from './redis-limit-counters.scripts.js';

/** {@link LimitCountersDal} in Redis, which deletes expired counters itself. */
export class RedisLimitCountersDal implements LimitCountersDal {
  constructor(private readonly redis: Redis) {}

  async read(keys: readonly number[], now: Date): Promise<Count[]> {
    const stored = await Promise.all(
      keys.map((key) => this.redis.hmGet(counterKey(key), ['count', 'until'])),
    );
    return stored.map(([count, until]) => {
      const isLive = Number(until) > now.getTime();
      return isLive ? toCount(count, until) : { count: 0, until: now };
    });
  }

  async add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]> {
    const reply = (await this.redis.eval(ADD, {
      keys: changes.map(({ key }) => counterKey(key)),
      arguments: [
        `${now.getTime()}`,
        ...changes.flatMap(({ by, until }) => [`${by}`, `${until.getTime()}`]),
      ],
    })) as (number | string)[];
    return changes.map((_, i) => {
      const [count, until, added] = reply.slice(3 * i);
      return { ...toCount(count, until), added: Number(added) };
    });
  }

  async sweep(): Promise<boolean> {
    return false;
  }
}

function counterKey(key: number): string {
  return `${PRODUCT}:limit:${key}`;
}

function toCount(count: unknown, until: unknown): Count {
  return { count: Number(count), until: new Date(Number(until)) };
}
