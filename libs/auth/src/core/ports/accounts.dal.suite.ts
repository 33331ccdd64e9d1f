/** The contract of {@link AccountsDal}, beside a {@link UsersDal} on the same store. */
import type { AccountsDal } from './accounts.dal.js';
import type { UsersDal } from './users.dal.js';

interface Opened {
  dal: AccountsDal;
  users: UsersDal;
  close(): Promise<void>;
}

const AT = new Date('2026-01-01T00:00:00Z');
const UNTIL = new Date('2100-01-01T00:00:00Z');
let counter = 0;

export function describeAccountsDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`AccountsDal: ${name}`, () => {
    let dal: AccountsDal;
    let users: UsersDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, users, close } = await open()), 60_000);
    afterAll(() => close());

    const anyEmail = () => `person-${++counter}@example.com`;
    async function newUser(email = anyEmail()) {
      const id = await users.create({ uniqueId: `u-${email}`, email, passwordHash: 'hash' });
      return { id: id!, email };
    }
    const isFree = async (email: string) =>
      (await users.create({ uniqueId: `free-${email}`, email, passwordHash: 'h' })) !== undefined;

    it('finds an account, which says nothing of itself at first', async () => {
      const { id, email } = await newUser();
      expect(await dal.find(id)).toEqual({
        ...{ id, uniqueId: `u-${email}`, email, emailVerifiedAt: null, hasPassword: true },
        ...{ name: null, locale: null, timeZone: null, disabledAt: null, role: 'user' },
        createdAt: expect.any(Date) as Date,
      });
      expect(await dal.lock(id)).toEqual(await dal.find(id));
      expect(await dal.find(999_999)).toBeUndefined();
      const other = await newUser();
      const found = await dal.findByIds([id, other.id, 999_999, 2 ** 40, -1]);
      expect(found.sort((a, b) => a.id - b.id)).toEqual([
        await dal.find(id),
        await dal.find(other.id),
      ]);
    });

    it('changes what is given of a profile, and clears it', async () => {
      const { id } = await newUser();
      const all = { name: 'Ada', locale: 'de-AT', timeZone: 'Europe/Vienna' };
      expect(await dal.changeProfile(id, all)).toMatchObject(all);
      expect(await dal.changeProfile(id, { locale: null })).toMatchObject({ ...all, locale: null });
      expect(await dal.changeProfile(id, {})).toMatchObject({ ...all, locale: null });
      expect(await dal.changeProfile(999_999, all)).toBeUndefined();
    });

    it('notes the first proof of an email', async () => {
      const { id, email } = await newUser();
      expect(await dal.verifyEmail(id, 'other@example.com', AT)).toBe(false);
      expect(await dal.verifyEmail(id, email, AT)).toBe(true);
      expect(await dal.verifyEmail(id, email, UNTIL)).toBe(true);
      expect((await dal.find(id))!.emailVerifiedAt).toEqual(AT);
    });

    it('changes an email, which is proven then', async () => {
      const { id, email: from } = await newUser();
      const to = anyEmail();
      expect(await dal.changeEmail({ id, from, to, at: AT })).toBe(true);
      expect(await dal.find(id)).toMatchObject({ email: to, emailVerifiedAt: AT });
      expect(await isFree(from)).toBe(true);
    });

    it('changes no email to one of another user', async () => {
      const [one, other] = [await newUser(), await newUser()];
      const change = { id: one.id, from: one.email, to: other.email, at: AT };
      expect(await dal.changeEmail(change)).toBe(false);
      expect((await dal.find(one.id))!.email).toBe(one.email);
    });

    it('reserves the former email for its user', async () => {
      const [{ id, email: from }, other] = [await newUser(), await newUser()];
      const to = anyEmail();
      await dal.changeEmail({ id, from, to, at: AT, reservedUntil: UNTIL });
      expect(await isFree(from)).toBe(false);
      const theirs = { id: other.id, from: other.email, to: from, at: AT };
      expect(await dal.changeEmail(theirs)).toBe(false);
      expect(await dal.changeEmail({ id, from: to, to: from, at: AT })).toBe(true);
      expect(await isFree(to)).toBe(true);
    });

    it('frees an email when the time is over, and when its user is deleted', async () => {
      const [one, other] = [await newUser(), await newUser()];
      const past = new Date(Date.now() - 1);
      await dal.changeEmail({
        id: one.id,
        from: one.email,
        to: anyEmail(),
        at: AT,
        reservedUntil: past,
      });
      const kept = {
        id: other.id,
        from: other.email,
        to: anyEmail(),
        at: AT,
        reservedUntil: UNTIL,
      };
      await dal.changeEmail(kept);
      expect(await isFree(one.email)).toBe(true);
      expect(await dal.sweep(new Date())).toBe(false);
      await users.delete(other.id);
      expect(await isFree(other.email)).toBe(true);
    });

    it('gives an email to one of many who want it at the same time', async () => {
      const wanted = anyEmail();
      const [one, other] = [await newUser(), await newUser()];
      const results = await Promise.all([
        isFree(wanted),
        ...[one, other].map(({ id, email: from }) =>
          dal.changeEmail({ id, from, to: wanted, at: AT }),
        ),
      ]);
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('removes a password, and a new one can be set', async () => {
      const { id, email } = await newUser();
      await dal.removePassword(id);
      expect((await dal.find(id))!.hasPassword).toBe(false);
      expect((await users.findForLogin(email, 'here'))!.passwordHash).toBeNull();
      await users.setPassword(id, 'new');
      expect((await users.findByEmail(email))!.passwordHash).toBe('new');
    });
  });
}
