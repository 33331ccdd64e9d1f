/**
 * The contract of {@link AccessTokensDal}, for every implementation. The store has users 1 to
 * {@link CONTRACT_USERS} with public ids `u-1` and so on, and is empty otherwise.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessTokensDal, NewAccessToken } from './access-tokens.dal.js';

export const CONTRACT_USERS = 20;

interface Opened {
  dal: AccessTokensDal;
  /** Deletes a user, with all that belongs to it. */
  deleteUser(userId: number): Promise<unknown>;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-01-01T00:00:00Z');
const MANY = 1_000;
const at = (seconds: number) => new Date(NOW + seconds * 1_000);

function newToken(userId: number, over: Partial<NewAccessToken> = {}): NewAccessToken {
  const [id, tokenHash] = [randomUUID(), randomBytes(32).toString('base64url')];
  const times = { createdAt: at(0), expiresAt: at(3_600) };
  return { id, userId, tokenHash, name: 'backup', scopes: ['items:read'], ...times, ...over };
}

export function describeAccessTokensDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`AccessTokensDal: ${name}`, () => {
    let opened: Opened;
    let dal: AccessTokensDal;
    let users = 0;
    beforeAll(async () => ({ dal } = opened = await open()), 60_000);
    afterAll(() => opened.close());

    /** A user without access tokens. */
    function newUser(): number {
      users += 1;
      if (users > CONTRACT_USERS) throw new Error('raise CONTRACT_USERS');
      return users;
    }

    async function created(userId: number, over: Partial<NewAccessToken> = {}) {
      const token = newToken(userId, over);
      expect(await dal.create(token, MANY)).toBe('created');
      return token;
    }

    const idsOf = async (userId: number) => (await dal.listOf(userId)).map(({ id }) => id);

    it('finds what was stored by its hash, with the public id of its user', async () => {
      const token = await created(newUser(), { scopes: ['items:read', 'account:read'] });
      const { id, userId, scopes, expiresAt, tokenHash } = token;
      expect(await dal.find(tokenHash)).toEqual({
        ...{ id, userId, scopes, expiresAt, lastUsedAt: null, uniqueId: `u-${userId}` },
      });
      expect(await dal.find(randomBytes(32).toString('base64url'))).toBeUndefined();
    });

    it('finds each of many that are asked for at once', async () => {
      const user = newUser();
      const tokens = await Promise.all(Array.from({ length: 10 }, () => created(user)));
      const asked = [...tokens, newToken(user), ...tokens];
      const found = await Promise.all(asked.map(({ tokenHash }) => dal.find(tokenHash)));
      const ids = tokens.map(({ id }) => id);
      expect(found.map((each) => each?.id)).toEqual([...ids, undefined, ...ids]);
    });

    it('lists those of a user, newest first, without their hashes', async () => {
      const [user, other] = [newUser(), newUser()];
      const old = await created(user, { createdAt: at(1), expiresAt: at(2), name: 'älter 🔑' });
      const young = await created(user, { createdAt: at(3) });
      await created(other);
      expect(await dal.listOf(user)).toEqual(
        [young, old].map(({ id, name, scopes, createdAt, expiresAt }) => ({
          ...{ id, name, scopes, createdAt, expiresAt, lastUsedAt: null },
        })),
      );
      expect(await dal.listOf(newUser())).toEqual([]);
    });

    it('adds no more than the limit, also of many at once, and none for an unknown user', async () => {
      const user = newUser();
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, () => dal.create(newToken(user), 3)),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === 'limit_reached')).toHaveLength(3);
      const [first] = await idsOf(user);
      await dal.delete(user, first!);
      expect(await dal.create(newToken(user), 3)).toBe('created');
      expect(await dal.create(newToken(999_999), 3)).toBe('user_gone');
    });

    it('stores a use, unless there was one shortly before', async () => {
      const { id, userId, tokenHash } = await created(newUser());
      const lastUse = async () => (await dal.find(tokenHash))?.lastUsedAt;
      await dal.touch(id, at(100), at(40));
      expect(await lastUse()).toEqual(at(100));
      await dal.touch(id, at(150), at(90));
      expect(await lastUse()).toEqual(at(100));
      await dal.touch(id, at(160), at(100));
      expect(await lastUse()).toEqual(at(160));
      expect(await dal.listOf(userId)).toMatchObject([{ lastUsedAt: at(160) }]);
      await dal.touch(randomUUID(), at(0), at(0));
    });

    it('deletes one of its user, once, and none of another user', async () => {
      const [user, other] = [newUser(), newUser()];
      const { id, tokenHash } = await created(user);
      const kept = await created(user);
      expect(await dal.delete(other, id)).toBeUndefined();
      expect(await dal.find(tokenHash)).toBeDefined();
      expect(await dal.delete(user, id)).toBe(tokenHash);
      expect(await dal.delete(user, id)).toBeUndefined();
      expect(await dal.find(tokenHash)).toBeUndefined();
      expect(await idsOf(user)).toEqual([kept.id]);
    });

    it('deletes those of a deleted user', async () => {
      const user = newUser();
      const { tokenHash } = await created(user);
      await opened.deleteUser(user);
      expect(await dal.find(tokenHash)).toBeUndefined();
    });

    it('deletes those that expired before a time, step by step', async () => {
      const user = newUser();
      const expired = Array.from({ length: 600 }, (_, i) =>
        dal.create(newToken(user, { expiresAt: at(-i - 1) }), MANY),
      );
      await Promise.all(expired);
      const kept = await created(user, { expiresAt: at(0) });
      expect(await dal.sweep(at(0))).toBe(true);
      expect((await dal.listOf(user)).length).toBe(101);
      expect(await dal.sweep(at(0))).toBe(false);
      expect(await idsOf(user)).toEqual([kept.id]);
    });
  });
}
