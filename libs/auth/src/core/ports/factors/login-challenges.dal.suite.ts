/** The contract of {@link LoginChallengesDal}. It has users 1 and 2 of generation 0. */
import { randomBytes } from 'node:crypto';
import type { LoginChallenge, LoginChallengesDal } from './login-challenges.dal.js';

interface Opened {
  dal: LoginChallengesDal;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-01-01T00:00:00Z');

function newChallenge(userId: number, over: Partial<LoginChallenge> = {}): LoginChallenge {
  const tokenHash = randomBytes(32).toString('base64url');
  const expiresAt = new Date(NOW + 5 * 60_000);
  const terms = { isRemembered: true, isForPage: false };
  return { tokenHash, userId, generation: 0, expiresAt, ...terms, ...over };
}

export function describeLoginChallengesDalContract(
  name: string,
  open: () => Promise<Opened>,
): void {
  describe(`LoginChallengesDal: ${name}`, () => {
    let dal: LoginChallengesDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    async function added(challenge: LoginChallenge) {
      await dal.add(challenge);
      return challenge;
    }

    it('finds one by the hash of its token', async () => {
      const [own, other] = [
        await added(newChallenge(1)),
        await added(newChallenge(2, { isRemembered: false, isForPage: true })),
      ];
      expect(await dal.find(own.tokenHash)).toEqual(own);
      expect(await dal.find(other.tokenHash)).toEqual(other);
      expect(await dal.find('unknown')).toBeUndefined();
    });

    it('finds none of another generation, or of a user who is gone', async () => {
      const [older, orphan] = [
        await added(newChallenge(1, { generation: 1 })),
        await added(newChallenge(9_999)),
      ];
      expect(await dal.find(older.tokenHash)).toBeUndefined();
      expect(await dal.find(orphan.tokenHash)).toBeUndefined();
    });

    it('finds whether a login of a user waits', async () => {
      const [later, expiresAt] = [new Date(NOW + HOUR_MS), new Date(NOW + 2 * HOUR_MS)];
      await added(newChallenge(2, { expiresAt: later }));
      await added(newChallenge(2, { expiresAt, generation: 1 }));
      expect(await dal.isWaiting(2, later)).toBe(false);
      await added(newChallenge(2, { expiresAt }));
      expect(await dal.isWaiting(2, later)).toBe(true);
      expect(await dal.isWaiting(1, later)).toBe(false);
    });

    it('consumes one once', async () => {
      const [challenge, other] = [await added(newChallenge(1)), await added(newChallenge(1))];
      const results = await Promise.all(
        Array.from({ length: 10 }, () => dal.consume(challenge.tokenHash)),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await dal.find(challenge.tokenHash)).toBeUndefined();
      expect(await dal.find(other.tokenHash)).toBeDefined();
    });

    it('sweeps those that have expired', async () => {
      const [old, valid] = [
        await added(newChallenge(1, { expiresAt: new Date(NOW - 1) })),
        await added(newChallenge(1)),
      ];
      expect(await dal.sweep(new Date(NOW))).toBe(false);
      expect(await dal.find(old.tokenHash)).toBeUndefined();
      expect(await dal.find(valid.tokenHash)).toBeDefined();
    });
  });
}
