import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';
import { RegistrationLimiter } from './registration-limiter.js';

const policy = limitPolicy(true, 0);
const hasDisconnected = () => false;

let now: Date;
let limiter: RegistrationLimiter;
beforeEach(() => {
  now = new Date(1_900_000_000_000);
  limiter = new RegistrationLimiter(
    new MemoryLimitCountersDal(),
    policy,
    new LimitKeys(new HmacKeyedHash('x'.repeat(32))),
    { now: () => now },
  );
});

const wait = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));
const register = (network = 'a', work: () => Promise<unknown> = async () => 'done') =>
  limiter.spend({ network, hasDisconnected }, work).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'too_many_requests' });
    return (error as { retryAfterSeconds: number }).retryAfterSeconds;
  });

describe('RegistrationLimiter', () => {
  it('admits 20 from an address in an hour, and does not limit other addresses', async () => {
    for (let i = 0; i < 20; i++) {
      expect(await register()).toBe('done');
      wait(60);
    }
    expect(await register()).toBe(40 * 60);
    expect(await register('b')).toBe('done');
    wait(40 * 60);
    expect(await register()).toBe('done');
  });

  it('admits 20 also if 50 are concurrent', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => register()));
    expect(all.filter((each) => each === 'done')).toHaveLength(20);
  });

  it('does not count failures', async () => {
    for (let i = 0; i < 30; i++) {
      const failing = limiter.spend({ network: 'a', hasDisconnected }, () =>
        Promise.reject(new Error('busy')),
      );
      await expect(failing).rejects.toThrow('busy');
    }
    expect(await register()).toBe('done');
  });
});
