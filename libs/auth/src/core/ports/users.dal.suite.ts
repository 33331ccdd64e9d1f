/**
 * The contract of {@link UsersDal} and {@link EventLog}, for every implementation. The store
 * is empty at first.
 */
import type { EventLog } from '#glue/events';
import { KNOWN_ADDRESSES, type NewUser, type StoredUser, type UsersDal } from './users.dal.js';

interface Opened {
  dal: UsersDal;
  events: EventLog;
  close(): Promise<void>;
}

let counter = 0;

/** A user that no other test uses. */
function newUser(): NewUser {
  counter += 1;
  return {
    email: `user-${counter}@example.com`,
    uniqueId: `unique-${counter}`,
    passwordHash: `$argon2id$hash-${counter}`,
  };
}

export function describeUsersDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`UsersDal: ${name}`, () => {
    let dal: UsersDal;
    let events: EventLog;
    let close: () => Promise<void>;

    beforeAll(async () => ({ dal, events, close } = await open()), 60_000);
    afterAll(() => close());

    async function created(user = newUser()): Promise<StoredUser & NewUser> {
      const id = await dal.create(user);
      const found = (await dal.findByEmail(user.email))!;
      expect(found.id).toBe(id);
      return { ...found, passwordHash: found.passwordHash! };
    }

    it('finds no user in an empty store', async () => {
      expect(await dal.findByEmail('unknown@example.com')).toBeUndefined();
      expect(await dal.findByUniqueId('unknown')).toBeUndefined();
      expect(await dal.findByIds([1, 2, 3])).toEqual([]);
    });

    it('finds a user by email, by public id and by id, as they were stored', async () => {
      const user = newUser();
      const found = await created(user);
      expect(found).toMatchObject(user);
      expect(found.id).toBeGreaterThan(0);
      expect(await dal.findByUniqueId(user.uniqueId)).toEqual(found);
      expect(await dal.findByIds([found.id])).toEqual([found]);
    });

    it('finds no user by similar values', async () => {
      const { email, uniqueId } = await created();
      for (const other of [
        email.toUpperCase(),
        ` ${email}`,
        email.slice(1),
        `${email}%`,
        '%',
        '',
      ]) {
        expect(await dal.findByEmail(other)).toBeUndefined();
      }
      expect(await dal.findByUniqueId(uniqueId.toUpperCase())).toBeUndefined();
    });

    it('gives each user a new, larger id', async () => {
      const [first, second] = [await created(), await created()];
      expect(second.id).toBeGreaterThan(first.id);
    });

    it('continues above a given id, and never decreases', async () => {
      const { id } = await created();
      expect(await dal.continueIdsAbove(id)).toBe(false);
      expect(await dal.highestId()).toBe(id);
      expect(await dal.continueIdsAbove(id + 5_000)).toBe(true);
      expect(await dal.highestId()).toBeGreaterThan(id + 5_000);
      const next = await created();
      expect(next.id).toBeGreaterThan(id + 5_000);
      expect(await dal.continueIdsAbove(id + 5_000)).toBe(false);
      expect(await dal.continueIdsAbove(2 ** 53)).toBe(false);
      expect((await created()).id).toBe(next.id + 1);
    });

    it('keeps the first user when an email is taken', async () => {
      const first = await created();
      expect(await dal.create({ ...newUser(), email: first.email })).toBeUndefined();
      expect(await dal.findByEmail(first.email)).toEqual(first);
    });

    it('gives an email to exactly one of many concurrent callers', async () => {
      const { email } = newUser();
      const results = await Promise.all(
        Array.from({ length: 20 }, () => dal.create({ ...newUser(), email })),
      );
      expect(results.filter((result) => result)).toHaveLength(1);
    });

    it('works after an email was taken', async () => {
      const { email } = await created();
      await dal.create({ ...newUser(), email });
      await created();
    });

    it('finds the existing ones among many ids, each once', async () => {
      const [a, b] = [await created(), await created()];
      const found = await dal.findByIds([b.id, 2_147_483_647, a.id, b.id, 0, -1]);
      expect(found.sort((one, other) => one.id - other.id)).toEqual([a, b]);
    });

    it('finds no user for an empty list of ids', async () => {
      await created();
      expect(await dal.findByIds([])).toEqual([]);
    });

    it('accepts very many ids in one call', async () => {
      const user = await created();
      const others = Array.from({ length: 70_000 }, (_, i) => 1_000_000 + i);
      expect(await dal.findByIds([...others, user.id])).toEqual([user]);
    });

    it('finds no user for an id that no store assigns', async () => {
      const user = await created();
      const ids = [user.id, 2 ** 31, Number.MAX_SAFE_INTEGER, 1.5, NaN];
      expect(await dal.findByIds(ids)).toEqual([user]);
    });

    it('finds no user for a text that no store can hold', async () => {
      expect(await dal.findByEmail('a\0@example.com')).toBeUndefined();
      expect(await dal.findByUniqueId('a\0')).toBeUndefined();
    });

    it('treats texts as data, not as queries', async () => {
      const user = { ...newUser(), uniqueId: `'; DROP TABLE auth.users; --` };
      expect(await created(user)).toMatchObject(user);
    });

    it('replaces a hash of one user only, unless it was replaced already', async () => {
      const [user, other] = [await created(), await created()];
      const from = user.passwordHash;
      const results = await Promise.all(
        ['one', 'two'].map((to) => dal.replacePasswordHash(user.id, from, to)),
      );
      expect(results.sort()).toEqual([false, true]);
      const found = await dal.findByEmail(user.email);
      expect(found).toEqual({ ...user, passwordHash: expect.stringMatching(/^(one|two)$/) });
      expect(await dal.findByEmail(other.email)).toEqual(other);
      await dal.delete(user.id);
      expect(await dal.replacePasswordHash(user.id, found!.passwordHash!, 'three')).toBe(false);
    });

    it('changes a password once per session generation', async () => {
      const [user, other] = [await created(), await created()];
      expect(await dal.changePassword(user.id, 1, 'too early')).toBe(false);
      expect(await dal.changePassword(user.id, 0, 'changed')).toBe(true);
      expect(await dal.holdGeneration(user.id)).toBe(0);
      expect(await dal.nextGeneration(user.id)).toBe(1);
      expect(await dal.holdGeneration(user.id)).toBe(1);
      expect(await dal.changePassword(user.id, 0, 'too late')).toBe(false);
      const changed = { ...user, passwordHash: 'changed', sessionGeneration: 1 };
      expect(await dal.findByEmail(user.email)).toEqual(changed);
      expect(await dal.findForLogin(user.email, 'here')).toMatchObject(changed);
      expect(await dal.findByEmail(other.email)).toEqual(other);
      await dal.setPassword(user.id, 'reset');
      expect((await dal.findByEmail(user.email))!.passwordHash).toBe('reset');
      await dal.delete(user.id);
      expect(await dal.nextGeneration(user.id)).toBeUndefined();
      expect(await dal.holdGeneration(user.id)).toBeUndefined();
      expect(await dal.changePassword(user.id, 1, 'gone')).toBe(false);
    });

    it('deletes one user once, with an event', async () => {
      const [gone, other] = [await created(), await created()];
      expect(await dal.delete(gone.id)).toBe(true);
      expect(await dal.delete(gone.id)).toBe(false);
      expect(await dal.findByEmail(gone.email)).toBeUndefined();
      expect(await dal.findByUniqueId(gone.uniqueId)).toBeUndefined();
      expect(await dal.findByIds([gone.id, other.id])).toEqual([other]);
      expect(await dal.deletionsOf([gone.id, other.id, 2 ** 40])).toEqual([
        { id: expect.any(Number) as number, userId: gone.id, uniqueId: gone.uniqueId },
      ]);
    });

    it('lets the email of a deleted user be taken again, by a new user with a new id', async () => {
      const first = await created();
      await dal.delete(first.id);
      const second = await created({ ...newUser(), email: first.email });
      expect(second.id).toBeGreaterThan(first.id);
    });

    it('deletes once for concurrent callers', async () => {
      const { id } = await created();
      const results = await Promise.all(Array.from({ length: 10 }, () => dal.delete(id)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await dal.deletionsOf([id])).toHaveLength(1);
    });

    it('publishes registrations and deletions, in their order', async () => {
      const after = await events.end();
      const user = await created();
      expect(await dal.create({ ...user, passwordHash: 'h' })).toBeUndefined();
      await dal.delete(user.id);
      expect(await dal.delete(user.id)).toBe(false);
      const types = ['user.registered', 'user.deleted'];
      const { events: found } = (await events.read({ types, after, limit: 10 }))!;
      const data = { userId: user.id, uniqueId: user.uniqueId };
      expect(found).toMatchObject(types.map((type) => ({ type, data })));
    });

    describe('at a login', () => {
      const at = (seconds: number) => new Date(1_900_000_000_000 + seconds * 1_000);
      const knownOf = async ({ email }: StoredUser, addresses: string[]) => {
        const known: string[] = [];
        for (const address of addresses) {
          if ((await dal.findForLogin(email, address))?.lastLoginFromHere) known.push(address);
        }
        return known;
      };

      it('finds the user, and none for an unknown email', async () => {
        const user = await created();
        expect(await dal.findForLogin(user.email, 'home')).toEqual({
          ...user,
          lastLoginFromHere: null,
          hasSecondFactor: false,
        });
        expect(await dal.findForLogin('unknown@example.com', 'home')).toBeUndefined();
        expect(await dal.findForLogin('a\0@example.com', 'home')).toBeUndefined();
      });

      it('finds many at once, each for its caller', async () => {
        const [one, other] = [await created(), await created()];
        await dal.noteLogin(one.id, 'home', at(1));
        const questions: [string, string][] = [
          [one.email, 'home'],
          ['unknown@example.com', 'home'],
          [other.email, 'home'],
          [one.email, 'elsewhere'],
          [one.email, 'home'],
        ];
        const known = { ...one, lastLoginFromHere: at(1), hasSecondFactor: false };
        expect(await Promise.all(questions.map((each) => dal.findForLogin(...each)))).toEqual([
          known,
          undefined,
          { ...other, lastLoginFromHere: null, hasSecondFactor: false },
          { ...one, lastLoginFromHere: null, hasSecondFactor: false },
          known,
        ]);
      });

      it('returns the last login of this user from this address', async () => {
        const [user, other] = [await created(), await created()];
        await dal.noteLogin(user.id, 'home', at(1));
        await dal.noteLogin(user.id, 'home', at(3));
        await dal.noteLogin(user.id, 'home', at(2));
        const found = await dal.findForLogin(user.email, 'home');
        expect(found).toEqual({ ...user, lastLoginFromHere: at(3), hasSecondFactor: false });
        expect(await knownOf(user, ['elsewhere'])).toEqual([]);
        expect(await knownOf(other, ['home'])).toEqual([]);
      });

      it(`keeps the newest ${KNOWN_ADDRESSES} addresses of each user`, async () => {
        const [user, other] = [await created(), await created()];
        await dal.noteLogin(other.id, 'home', at(0));
        const addresses = Array.from({ length: KNOWN_ADDRESSES + 5 }, (_, i) => `address ${i}`);
        for (const [i, address] of addresses.entries()) {
          await dal.noteLogin(user.id, address, at(i));
        }
        await dal.noteLogin(user.id, 'address 5', at(100));
        await dal.noteLogin(user.id, 'new', at(101));
        const kept = [addresses[5]!, ...addresses.slice(7)];
        expect(await knownOf(user, addresses)).toEqual(kept);
        expect(await knownOf(user, ['new'])).toEqual(['new']);
        expect(await knownOf(other, ['home'])).toEqual(['home']);
      });

      it('stores many at once, and nothing of a deleted user', async () => {
        const user = await created();
        const addresses = Array.from({ length: 50 }, (_, i) => `address ${i}`);
        await Promise.all(addresses.map((each) => dal.noteLogin(user.id, each, at(0))));
        await dal.noteLogin(user.id, 'last', at(1));
        const known = await knownOf(user, [...addresses, 'last']);
        expect(known).toHaveLength(KNOWN_ADDRESSES);
        expect(known).toContain('last');
        await dal.delete(user.id);
        await dal.noteLogin(user.id, 'home', at(2));
        expect(await dal.findForLogin(user.email, 'home')).toBeUndefined();
      });

      it('deletes addresses without a login since then', async () => {
        const user = await created();
        await dal.noteLogin(user.id, 'old', at(-10));
        await dal.noteLogin(user.id, 'used', at(0));
        while (await dal.forgetAddresses(at(0)));
        expect(await knownOf(user, ['old', 'used'])).toEqual(['used']);
      });
    });

    it('returns copies', async () => {
      const user = await created();
      const copy = (await dal.findByEmail(user.email))!;
      copy.passwordHash = 'changed';
      expect(await dal.findByEmail(user.email)).toEqual(user);
    });
  });
}
