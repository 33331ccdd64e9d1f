import { migrations } from '#migrations/auth';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../test/support/test-database.js';
import { TypeormLimitCountersDal } from '../../dal/typeorm/limits/typeorm-limit-counters.dal.js';
import { DeviceMarks } from './device-marks.js';
import { GuessLimiter } from './guess-limiter.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';

const policy = limitPolicy(true, 0);
const hasDisconnected = () => false;

const EMAILS = 50_000;
const AT_ONCE = 8;
const COUNTERS = 16_384;
/** A guess counts for the account at the address, for the account, and twice for the address. */
const KINDS = 4;

describe('Guesses at 50,000 random emails from as many addresses', () => {
  let database: TestDatabase;
  let counters: TypeormLimitCountersDal;
  let limiter: GuessLimiter;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    counters = new TypeormLimitCountersDal(database.dataSource);
    const hash = new HmacKeyedHash('x'.repeat(32));
    const keys = new LimitKeys(hash, COUNTERS);
    const devices = new DeviceMarks(hash, policy);
    limiter = new GuessLimiter(counters, policy, keys, devices, {
      now: () => new Date(),
    });
  }, 60_000);
  afterAll(() => database.close());

  const guess = async (email: string, network: string) => {
    const attempt = { email, client: { network, hasDisconnected }, user: undefined };
    return limiter.spend(attempt, async () => false).catch(() => 'limited' as const);
  };
  const rows = async () => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM auth.limit_counters',
    );
    return row!.count;
  };

  it('use no more counters than the maximum, and evict none in use', async () => {
    for (let i = 0; i < 10; i++) expect(await guess('alice@example.com', 'a')).toBe(false);
    expect(await guess('alice@example.com', 'a')).toBe('limited');
    let next = 0;
    const flood = async () => {
      while (next < EMAILS) {
        const i = next++;
        await guess(`${i}@example.com`, `network ${i}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, flood));
    expect(await rows()).toBeLessThanOrEqual(KINDS * COUNTERS);
    expect(await rows()).toBeGreaterThan(KINDS * COUNTERS * 0.9);
    expect(await guess('alice@example.com', 'a')).toBe('limited');
  }, 180_000);

  it('leave nothing behind when they have expired', async () => {
    while (await counters.sweep(new Date(Date.now() + 86_400_000)));
    expect(await rows()).toBe(0);
  }, 60_000);
});
