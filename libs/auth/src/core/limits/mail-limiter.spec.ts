import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';
import { MailLimiter } from './mail-limiter.js';

const HOUR_MS = 3_600_000;
const from = (network: string) => ({ network, hasDisconnected: () => false });

describe('mails that clients ask for', () => {
  let now: Date;
  let limiter: MailLimiter;
  beforeEach(() => {
    now = new Date(1_900_000_000_000);
    limiter = new MailLimiter(
      new MemoryLimitCountersDal(),
      limitPolicy(true, 0),
      new LimitKeys(new HmacKeyedHash('x'.repeat(32))),
      { now: () => now },
    );
  });
  const refused = { code: 'too_many_requests', status: 429 };

  it('are limited per recipient, from whatever address, for half an hour, silently', async () => {
    for (let i = 0; i < 5; i++) {
      expect(await limiter.spend('a@example.com', 'password-reset', from(`192.0.2.${i}`))).toBe(
        true,
      );
    }
    expect(await limiter.spend('a@example.com', 'password-reset', from('192.0.2.9'))).toBe(false);
    expect(await limiter.spend('b@example.com', 'password-reset', from('192.0.2.9'))).toBe(true);
    now = new Date(now.getTime() + HOUR_MS / 2 + 1);
    expect(await limiter.spend('a@example.com', 'password-reset', from('192.0.2.9'))).toBe(true);
  });

  it('are limited for each purpose: mails of one kind keep no others from a person', async () => {
    for (let i = 0; i < 6; i++) {
      await limiter.spend('a@example.com', 'email-confirm', from(`192.0.2.${i}`));
    }
    const spend = (purpose: 'email-confirm' | 'password-reset') =>
      limiter.spend('a@example.com', purpose, from('192.0.2.9'));
    expect(await spend('email-confirm')).toBe(false);
    expect(await spend('password-reset')).toBe(true);
  });

  it('are limited per account whose user changes it', async () => {
    for (let i = 0; i < 20; i++) await limiter.spendOn({ uniqueId: 'u-1' });
    await expect(limiter.spendOn({ uniqueId: 'u-1' })).rejects.toMatchObject(refused);
    await limiter.spendOn({ uniqueId: 'u-2' });
    await limiter.spendOn({ uniqueId: 'u-1' }, 'profile');
    await limiter.spendOn({ uniqueId: 'u-1' }, 'offers');
  });

  it('are limited per address, to whatever recipient', async () => {
    for (let i = 0; i < 20; i++)
      await limiter.spend(`${i}@example.com`, 'password-reset', from('192.0.2.1'));
    await expect(
      limiter.spend('x@example.com', 'password-reset', from('192.0.2.1')),
    ).rejects.toMatchObject(refused);
    await limiter.spend('x@example.com', 'password-reset', from('192.0.2.2'));
  });

  it('are limited also at the same time', async () => {
    const all = Array.from({ length: 9 }, (_, i) =>
      limiter.spend('a@example.com', 'password-reset', from(`192.0.2.${i}`)),
    );
    expect((await Promise.all(all)).filter(Boolean)).toHaveLength(5);
  });
});
