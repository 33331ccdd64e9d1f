import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { COUNTERS_PER_KIND, LimitKeys } from './limit-keys.js';

const keys = new LimitKeys(new HmacKeyedHash('x'.repeat(32)));

describe('LimitKeys', () => {
  it('differ by kind and by what is counted', () => {
    const all = [
      keys.account('a'),
      keys.address('a'),
      keys.registrations('a'),
      keys.addressOfAccount('a', 'b'),
      keys.deviceOfAccount('a', 'b'),
      keys.shareOfAddress('a', 'b'),
      keys.account('b'),
      keys.secondFactors('a'),
      keys.secondFactorsOfDay('a', 'wrong'),
      keys.secondFactorsOfDay('a', 'told'),
      keys.secondFactorsOfDay('b', 'wrong'),
      keys.addressOfAccount('b', 'a'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(keys.account('a')).toBe(all[0]);
  });

  it('depend on the secret, so that shared counters cannot be predicted', () => {
    const others = new LimitKeys(new HmacKeyedHash('y'.repeat(32)));
    const emails = Array.from({ length: 10 }, (_, i) => `${i}@example.com`);
    expect(emails.map((each) => others.account(each))).not.toEqual(
      emails.map((each) => keys.account(each)),
    );
    expect(others.tagOf('192.0.2.1')).not.toBe(keys.tagOf('192.0.2.1'));
  });

  it.each([COUNTERS_PER_KIND, 64])(
    'are a fixed number, evenly distributed: %i per kind',
    (perKind) => {
      const bounded = new LimitKeys(new HmacKeyedHash('x'.repeat(32)), perKind);
      const found = new Map<number, number>();
      for (let i = 0; i < 20_000; i++) {
        const key = bounded.address(`${i}`);
        found.set(key, (found.get(key) ?? 0) + 1);
      }
      expect(Math.max(...found.keys())).toBeLessThan(6 * perKind);
      expect(Math.max(...found.keys())).toBeLessThan(2 ** 31);
      const most = Math.max(...found.values());
      expect(most).toBeLessThan(perKind === 64 ? (20_000 / 64) * 1.5 : 7);
    },
  );
});
