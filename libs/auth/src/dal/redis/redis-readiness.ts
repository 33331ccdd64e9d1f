import { NotReadyError } from '#glue/health';
import { PRODUCT } from '#glue/product';
import type { Redis } from './redis-client.js';

const KEY = `${PRODUCT}:session:readiness`;
const KEPT_MS = 60_000;
/** A replica, full memory, missing replicas, a failed save, and a user without write permission. */
const TAKES_NO_WRITES = /^(?:READONLY|OOM|NOREPLICAS|MISCONF|NOPERM)\b/;

/**
 * Writes a small key, by commands that a login uses too, so that it needs the same permissions.
 *
 * @throws NotReadyError `read_only` if Redis answers, but accepts no writes
 */
export async function checkRedis(redis: Redis): Promise<void> {
  if (!redis.isReady) throw new NotReadyError('Redis is unavailable');
  const now = Date.now();
  try {
    await Promise.all([redis.hSet(KEY, 'at', now), redis.pExpireAt(KEY, now + KEPT_MS)]);
  } catch (cause) {
    if (!TAKES_NO_WRITES.test((cause as Error).message)) throw cause;
    throw new NotReadyError('read_only', { cause });
  }
}
