import { createClient } from 'redis';

/** Databases of a Redis that the tests may use; its default configuration has 16. */
const DATABASES = 16;
let next = Number(process.env['JEST_WORKER_ID'] ?? 1) - 1;

/** A database of Redis that only one test uses. */
export interface RedisSpace {
  url: string;
  clear(): Promise<void>;
}

/**
 * Takes an empty database of the Redis that `TEST_REDIS_URL` names.
 *
 * @throws Error without that variable: a test that needs Redis must not pass without one.
 */
export async function createRedisSpace(): Promise<RedisSpace> {
  const server = process.env['TEST_REDIS_URL'];
  if (!server) throw new Error('TEST_REDIS_URL is not set: give the URL of a Redis');
  const url = new URL(server);
  url.pathname = `/${next % DATABASES}`;
  next += 4; // Jest's workers count from 1; none uses the database of another
  const clear = () => flush(url.href);
  await clear();
  return { url: url.href, clear };
}

async function flush(url: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  await client.flushDb();
  client.destroy();
}
