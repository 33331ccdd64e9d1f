/** The contract of {@link AdministeredUsersDal}. The store is empty at first. */
import type {
  AdministeredUser,
  AdministeredUsersDal,
  UserSearch,
} from './administered-users.dal.js';
import type { Transactions } from '../transactions.js';
import type { UsersDal } from '../users.dal.js';

interface Opened {
  dal: AdministeredUsersDal;
  users: UsersDal;
  transactions: Transactions;
  close(): Promise<void>;
}

const AT = new Date('2026-01-01T00:00:00Z');

export function describeAdministeredUsersDalContract(
  name: string,
  open: () => Promise<Opened>,
): void {
  describe(`AdministeredUsersDal: ${name}`, () => {
    let dal: AdministeredUsersDal;
    let users: UsersDal;
    let transactions: Transactions;
    let close: () => Promise<void>;
    let ids: number[];
    beforeAll(async () => ({ dal, users, transactions, close } = await open()), 60_000);
    afterAll(() => close());
    afterEach(async () => {
      for (const id of ids) await users.delete(id);
    });
    beforeEach(() => {
      ids = [];
    });

    async function add(email: string): Promise<AdministeredUser> {
      const uniqueId = `unique ${email}`;
      ids.push((await users.create({ email, uniqueId, passwordHash: 'h' }))!);
      return (await dal.findByUniqueId(uniqueId))!;
    }

    const addAll = async (...emails: string[]) => {
      const added: AdministeredUser[] = [];
      for (const email of emails) added.push(await add(email));
      return added;
    };

    /** The emails of all pages. */
    async function pages(search: Omit<UserSearch, 'after'>): Promise<string[][]> {
      const all: string[][] = [];
      for (let after: AdministeredUser | undefined; ;) {
        const page = await dal.list({ ...search, after });
        if (page.length === 0) return all;
        all.push(page.map(({ email }) => email));
        after = page.at(-1);
      }
    }

    it('finds a new user, who is no administrator, by public id and by email', async () => {
      const user = await add('ada@example.com');
      expect(user).toEqual({
        ...{ id: ids[0], uniqueId: 'unique ada@example.com', email: 'ada@example.com' },
        ...{ role: 'user', createdAt: expect.any(Date) as Date, disabledAt: null },
      });
      expect(await dal.findByEmail(user.email)).toEqual(user);
      for (const other of ['ada', 'a\0', '%', '']) {
        expect(await dal.findByUniqueId(other)).toBeUndefined();
        expect(await dal.findByEmail(other)).toBeUndefined();
      }
    });

    it('lists all, the oldest first, page by page', async () => {
      await addAll('c@example.com', 'a@example.com', 'b@example.com');
      expect(await pages({ limit: 2 })).toEqual([
        ['c@example.com', 'a@example.com'],
        ['b@example.com'],
      ]);
    });

    it('finds emails by their beginning, page by page, in the order of their bytes', async () => {
      await addAll(
        'ada@b.example',
        'ada.x@b.example',
        'ada-x@b.example',
        'ad@b.example',
        'adb@b.example',
      );
      expect(await pages({ emailPrefix: 'ada', limit: 2 })).toEqual([
        ['ada-x@b.example', 'ada.x@b.example'],
        ['ada@b.example'],
      ]);
      expect(await pages({ emailPrefix: 'ada@b.example', limit: 2 })).toEqual([['ada@b.example']]);
      for (const emailPrefix of ['%', '_da', 'ada@b.example.', 'ADA', 'da', 'a\0']) {
        expect(await dal.list({ emailPrefix, limit: 9 })).toEqual([]);
      }
    });

    it.each([undefined, 'a'])(
      'continues after a user who is gone (prefix %s)',
      async (emailPrefix) => {
        await addAll('a1@example.com', 'a2@example.com', 'a3@example.com');
        const [, after] = await dal.list({ emailPrefix, limit: 2 });
        await users.delete(after!.id);
        const rest = await dal.list({ emailPrefix, after, limit: 2 });
        expect(rest.map(({ email }) => email)).toEqual(['a3@example.com']);
      },
    );

    it('changes the role of one user, which others see', async () => {
      const [ada, bob] = await addAll('ada@example.com', 'bob@example.com');
      expect(await dal.administrators(9)).toEqual([]);
      expect(await dal.setRole(bob!.id, 'admin')).toBe(true);
      expect(await dal.administrators(9)).toEqual([{ ...bob, role: 'admin' }]);
      expect(await users.findByEmail(bob!.email)).toMatchObject({ role: 'admin' });
      expect(await users.findForLogin(bob!.email, 'x')).toMatchObject({ role: 'admin' });
      expect(await dal.findByUniqueId(ada!.uniqueId)).toEqual(ada);
      await dal.setRole(bob!.id, 'user');
      expect(await dal.administrators(9)).toEqual([]);
      await users.delete(bob!.id);
      expect(await dal.setRole(bob!.id, 'admin')).toBe(false);
    });

    it('disables a user once, and enables', async () => {
      const [ada, bob] = await addAll('ada@example.com', 'bob@example.com');
      expect(await dal.setDisabled(ada!.id, AT)).toBe(true);
      expect(await dal.setDisabled(ada!.id, new Date())).toBe(true);
      expect(await dal.findByEmail(ada!.email)).toEqual({ ...ada, disabledAt: AT });
      expect(await users.findByUniqueId(ada!.uniqueId)).toMatchObject({ disabledAt: AT });
      expect(await users.findForLogin(ada!.email, 'x')).toMatchObject({ disabledAt: AT });
      expect(await dal.findByEmail(bob!.email)).toEqual(bob);
      await dal.setDisabled(ada!.id, null);
      expect(await dal.findByEmail(ada!.email)).toEqual(ada);
      await users.delete(ada!.id);
      expect(await dal.setDisabled(ada!.id, AT)).toBe(false);
    });

    it('locks administrators who are not disabled', async () => {
      const [ada, bob, eve] = await addAll('ada@example.com', 'bob@example.com', 'eve@example.com');
      for (const { id } of [ada!, bob!]) await dal.setRole(id, 'admin');
      expect(await dal.lockAdministrators()).toEqual([ada!.id, bob!.id]);
      await dal.setDisabled(ada!.id, AT);
      expect(await dal.lockAdministrators()).toEqual([bob!.id]);
      expect(await dal.findByEmail(eve!.email)).toEqual(eve);
    });

    it('lets one of two at the same time see the change of the other', async () => {
      const admins = await addAll('ada@example.com', 'bob@example.com');
      for (const { id } of admins) await dal.setRole(id, 'admin');
      const seen = await Promise.all(
        admins.map(({ id }) =>
          transactions.transaction('a revocation', async () => {
            const active = await dal.lockAdministrators();
            if (active.length > 1) await dal.setRole(id, 'user');
            return active.length;
          }),
        ),
      );
      expect(seen.sort()).toEqual([1, 2]);
      expect(await dal.administrators(9)).toHaveLength(1);
    });
  });
}
