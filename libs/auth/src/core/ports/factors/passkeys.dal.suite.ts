/** The contract of {@link PasskeysDal}. It has users 1 and 2. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { PasskeysDal, StoredPasskey } from './passkeys.dal.js';

interface Opened {
  dal: PasskeysDal;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-01-01T00:00:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000);

function newPasskey(userId: number, over: Partial<StoredPasskey> = {}): StoredPasskey {
  return {
    ...{ id: randomUUID(), userId, credentialId: randomBytes(32).toString('base64url') },
    ...{ publicKey: randomBytes(77), counter: 0, transports: ['internal', 'hybrid'] },
    ...{ name: 'Phone', isBackedUp: false, createdAt: at(0), lastUsedAt: null },
    ...over,
  };
}

export function describePasskeysDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`PasskeysDal: ${name}`, () => {
    let dal: PasskeysDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    async function created(userId = 1, over: Partial<StoredPasskey> = {}) {
      const passkey = newPasskey(userId, over);
      expect(await dal.create(passkey)).toBe(true);
      return passkey;
    }

    it('finds a passkey by its credential, as it was stored', async () => {
      const passkey = await created(1, { isBackedUp: true, counter: 2 ** 32 - 1, transports: [] });
      expect(await dal.find(passkey.credentialId)).toEqual(passkey);
      expect(await dal.find('unknown')).toBeUndefined();
    });

    it('stores a credential once, for whichever user', async () => {
      const credentialId = randomBytes(32).toString('base64url');
      const tries = [1, 2, 1, 2].map((user) => dal.create(newPasskey(user, { credentialId })));
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      expect(await dal.create(newPasskey(9_999))).toBe(false);
    });

    it('lists those of a user, the oldest first', async () => {
      for (const { id } of await dal.listOf(2)) await dal.remove(2, id);
      const [later, first] = [
        await created(2, { createdAt: at(2) }),
        await created(2, { createdAt: at(1) }),
      ];
      expect(await dal.listOf(2)).toEqual([first, later]);
      expect(await dal.listOf(9_999)).toEqual([]);
    });

    it('stores a use with a counter that rises', async () => {
      const { id, credentialId } = await created(1, { counter: 5 });
      const use = (counter: number) => dal.spend(id, { counter, isBackedUp: true, at: at(9) });
      const spent = [];
      for (const counter of [5, 0, 4, 6, 6, 10]) spent.push(await use(counter));
      expect(spent).toEqual([false, false, false, true, false, true]);
      const used = { counter: 10, isBackedUp: true, lastUsedAt: at(9) };
      expect(await dal.find(credentialId)).toMatchObject(used);
      const results = await Promise.all(Array.from({ length: 10 }, () => use(11)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('stores uses of a passkey that counts none', async () => {
      const { id } = await created();
      const use = { counter: 0, isBackedUp: false, at: at(1) };
      expect([await dal.spend(id, use), await dal.spend(id, use)]).toEqual([true, true]);
      expect(await dal.spend(randomUUID(), use)).toBe(false);
    });

    it('renames and removes passkeys of their user only', async () => {
      const { id, credentialId } = await created();
      expect(await dal.rename(2, id, 'Mine')).toBe(false);
      expect(await dal.remove(2, id)).toBe(false);
      expect(await dal.rename(1, id, 'Key')).toBe(true);
      expect(await dal.find(credentialId)).toMatchObject({ name: 'Key' });
      const results = await Promise.all([1, 2, 3].map(() => dal.remove(1, id)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await dal.find(credentialId)).toBeUndefined();
    });

    it('uses a challenge once, until it has expired', async () => {
      const [used, old] = [randomBytes(32).toString('base64url'), randomUUID()];
      const results = await Promise.all([1, 2, 3].map(() => dal.useChallenge(used, at(5))));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await dal.useChallenge(old, at(-1))).toBe(true);
      expect(await dal.sweepChallenges(at(0))).toBe(false);
      expect(await dal.useChallenge(used, at(5))).toBe(false);
      expect(await dal.useChallenge(old, at(-1))).toBe(true);
    });
  });
}
