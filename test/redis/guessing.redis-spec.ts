import { createClient } from 'redis';
import { type AuthReplicas, startReplicas } from '../abuse/auth-replicas.js';
import { manyTimes, tally, Visitor } from '../abuse/visitor.js';
import { anyEmail } from '../support/client.js';
import { execute } from '../support/postgres.js';
import { PASSWORD } from '../support/person.js';
import { RedisServer } from '../support/redis-server.js';
import { waitFor } from '../support/wait-for.js';

const WRONG = 'not-the-passphrase';

/** Limits of two processes that count in Redis. */
describe('guessing passwords, counted in Redis,', () => {
  let redis: RedisServer;
  let auth: AuthReplicas;
  beforeAll(async () => {
    redis = await RedisServer.start();
    auth = await startReplicas({ CACHE_API_URL: `redis://127.0.0.1:${redis.port}` });
  }, 60_000);
  afterAll(async () => {
    await auth.dispose();
    await redis.kill();
  }, 60_000);

  const visitor = (address: string) => new Visitor(auth.urls, address);

  it('gets ten tries from both processes together', async () => {
    const email = anyEmail();
    const verdicts = await manyTimes(60, 8, () => visitor('192.0.2.1').logIn(email, WRONG));
    expect(tally(verdicts)).toEqual({ 401: 10, 429: 50 });
    const { rows } = await execute(auth.databaseUrl, 'SELECT FROM auth.limit_counters');
    expect(rows).toHaveLength(0);
    const client = createClient({ url: `redis://127.0.0.1:${redis.port}` });
    await client.connect();
    const keys = await client.keys('seam:limit:*');
    for (const key of keys) expect(await client.pTTL(key)).toBeGreaterThan(0);
    expect(keys).toHaveLength(4);
    expect(await client.keys(`*${email}*`)).toEqual([]);
    client.destroy();
  }, 60_000);

  it('is counted by each process while Redis hangs, and together afterwards', async () => {
    const email = anyEmail();
    expect((await visitor('192.0.2.9').register(email, PASSWORD)).status).toBe(201);
    redis.freeze();
    try {
      const attacker = visitor('192.0.2.2');
      const verdicts = await manyTimes(60, 4, () => attacker.logIn(email, WRONG));
      expect(tally(verdicts)).toEqual({ 401: 20, 429: 40 });
      // No session can be created, because it would be in Redis.
      expect(await visitor('192.0.2.3').logIn(email, PASSWORD)).toMatchObject({
        status: 503,
        code: 'session_store_unavailable',
      });
    } finally {
      redis.thaw();
    }
    await waitFor(
      async () => (await visitor('192.0.2.3').logIn(email, PASSWORD)).status === 200,
      30_000,
      () => 'logins to work again',
    );
  }, 120_000);
});
