/** The contract of {@link RecoveryCodesDal}. It has users 1 and 2. */
import type { RecoveryCodesDal } from './recovery-codes.dal.js';

interface Opened {
  dal: RecoveryCodesDal;
  close(): Promise<void>;
}

const hash = (letter: string) => letter.repeat(43);

export function describeRecoveryCodesDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`RecoveryCodesDal: ${name}`, () => {
    let dal: RecoveryCodesDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    it('has none at first', async () => {
      expect(await dal.count(1)).toBe(0);
      expect(await dal.spend(1, hash('a'))).toBe(false);
    });

    it('spends each code of a user once', async () => {
      await dal.replace(1, [hash('a'), hash('b')]);
      await dal.replace(2, [hash('a'), hash('c')]);
      expect(await dal.spend(1, hash('c'))).toBe(false);
      const results = await Promise.all(Array.from({ length: 10 }, () => dal.spend(1, hash('a'))));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect([await dal.count(1), await dal.count(2)]).toEqual([1, 2]);
      expect(await dal.spend(2, hash('a'))).toBe(true);
    });

    it('replaces all earlier codes', async () => {
      await dal.replace(1, [hash('d')]);
      await dal.replace(1, [hash('e'), hash('f')]);
      expect(await dal.spend(1, hash('d'))).toBe(false);
      expect(await dal.count(1)).toBe(2);
      await dal.removeOf(1);
      expect(await dal.count(1)).toBe(0);
    });

    it('adds none to a user who is gone', async () => {
      await dal.replace(9_999, [hash('a')]);
      expect(await dal.count(9_999)).toBe(0);
    });
  });
}
