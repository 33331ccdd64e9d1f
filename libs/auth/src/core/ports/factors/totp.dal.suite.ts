/** The contract of {@link TotpDal}. It has users 1 and 2. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { TotpDal, TotpSeed } from './totp.dal.js';

interface Opened {
  dal: TotpDal;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-01-01T00:00:00Z');

function newSeed(userId: number, minutes = 0): TotpSeed {
  const createdAt = new Date(NOW + minutes * 60_000);
  return { id: randomUUID(), userId, seed: randomBytes(20), createdAt };
}

export function describeTotpDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`TotpDal: ${name}`, () => {
    let dal: TotpDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());
    beforeEach(async () => {
      for (const user of [1, 2]) await dal.remove(user);
    });

    async function confirmed(userId: number, step = 100): Promise<TotpSeed> {
      const seed = newSeed(userId);
      await dal.offer(seed);
      expect(await dal.confirm(userId, seed.id, step)).toBe(true);
      return seed;
    }

    it('keeps one offered seed of a user, the last one', async () => {
      const [first, second, strangers] = [newSeed(1), newSeed(1, 5), newSeed(2)];
      for (const seed of [first, strangers, second]) await dal.offer(seed);
      expect(await dal.find(1, 'offered')).toEqual(second);
      expect(await dal.find(2, 'offered')).toEqual(strangers);
      expect(await dal.find(1, 'confirmed')).toBeUndefined();
      expect(await dal.confirm(1, first.id, 1)).toBe(false);
    });

    it('offers none to a user who is gone', async () => {
      await dal.offer(newSeed(9_999));
      expect(await dal.find(9_999, 'offered')).toBeUndefined();
    });

    it('confirms a seed once, of its user only, and it replaces the one before', async () => {
      const old = await confirmed(1);
      const next = newSeed(1);
      await dal.offer(next);
      expect(await dal.find(1, 'confirmed')).toEqual(old);
      expect(await dal.confirm(2, next.id, 5)).toBe(false);
      const results = [await dal.confirm(1, next.id, 5), await dal.confirm(1, next.id, 6)];
      expect(results).toEqual([true, false]);
      expect(await dal.find(1, 'confirmed')).toEqual(next);
      expect(await dal.find(1, 'offered')).toBeUndefined();
      expect(await dal.spend(old.id, 1_000)).toBe(false);
    });

    it('spends each step once, in ascending order, also that of the confirmation', async () => {
      const { id } = await confirmed(1, 100);
      const spent = [];
      for (const step of [100, 99, 101, 101, 103, 102, 104]) {
        spent.push(await dal.spend(id, step));
      }
      expect(spent).toEqual([false, false, true, false, true, false, true]);
      const results = await Promise.all(Array.from({ length: 10 }, () => dal.spend(id, 105)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('spends no step of a seed that is offered, removed or unknown', async () => {
      const offered = newSeed(1);
      await dal.offer(offered);
      expect(await dal.spend(offered.id, 1)).toBe(false);
      expect(await dal.remove(1)).toBe(false);
      const { id } = await confirmed(2);
      expect(await dal.remove(2)).toBe(true);
      expect(await dal.spend(id, 1_000)).toBe(false);
      expect(await dal.spend(randomUUID(), 1)).toBe(false);
      expect(await dal.find(2, 'confirmed')).toBeUndefined();
    });

    it('sweeps what was offered long ago, and no confirmed one', async () => {
      const kept = await confirmed(1);
      await dal.offer(newSeed(1, -16));
      const recent = newSeed(2, -14);
      await dal.offer(recent);
      expect(await dal.sweep(new Date(NOW - 15 * 60_000))).toBe(false);
      expect(await dal.find(1, 'offered')).toBeUndefined();
      expect(await dal.find(1, 'confirmed')).toEqual(kept);
      expect(await dal.find(2, 'offered')).toEqual(recent);
    });
  });
}
