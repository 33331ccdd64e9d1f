import type { MailLimiter } from '../limits/mail-limiter.js';
import type { AccountAudit, AuditEntry } from '../ports/account-audit.js';
import type { Account, AccountsDal, Profile } from '../ports/accounts.dal.js';
import type { Transactions } from '../ports/transactions.js';
import { ProfileService } from './profile.service.js';

const ACCOUNT: Account = {
  ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com', emailVerifiedAt: null, hasPassword: true },
  ...{ name: 'Ada', locale: null, timeZone: null, createdAt: new Date(0) },
  ...{ disabledAt: null, role: 'user' },
};

const USER = { id: 7, uniqueId: 'u-7' };

const CLIENT = {
  ...{ network: '192.0.2.1', address: '192.0.2.1', device: 'Firefox on Windows' },
  hasDisconnected: () => false,
};

describe('ProfileService', () => {
  let stored: Account | undefined;
  let entries: AuditEntry[];
  let open: boolean;
  let spent: unknown[];
  let isLimited: boolean;
  let profiles: ProfileService;
  beforeEach(() => {
    [stored, entries, open] = [ACCOUNT, [], false];
    [spent, isLimited] = [[], false];
    const find = async (id: number) => (stored?.id === id ? stored : undefined);
    const dal: Partial<AccountsDal> = {
      ...{ find, lock: find },
      changeProfile: async (id, change: Partial<Profile>) =>
        stored?.id === id ? (stored = { ...stored, ...change }) : undefined,
    };
    const transactions: Transactions = {
      transaction: async (_what, work) => {
        open = true;
        return work().finally(() => (open = false));
      },
    };
    const audit: Partial<AccountAudit> = {
      add: async (entry) => {
        expect(open).toBe(true);
        entries.push(entry);
      },
    };
    const limiter: Partial<MailLimiter> = {
      spendOn: async (...counted) => {
        spent.push(counted);
        if (isLimited) throw new Error('too many');
      },
    };
    profiles = new ProfileService(
      ...([
        dal as AccountsDal,
        transactions,
        audit as AccountAudit,
        limiter as MailLimiter,
      ] as const),
    );
  });

  it('finds an account, and changes what is given', async () => {
    expect(await profiles.find(7)).toEqual(ACCOUNT);
    const changed = { ...ACCOUNT, name: null, locale: 'de-AT' };
    expect(await profiles.change(USER, { name: null, locale: 'de-AT' }, CLIENT)).toEqual(changed);
    expect(await profiles.find(7)).toEqual(changed);
  });

  it('tells the audit of a change, in its transaction, without what was changed', async () => {
    await profiles.change(USER, { name: 'Grace', timeZone: 'Europe/Vienna' }, CLIENT);
    expect(entries).toEqual([
      {
        ...{ subject: 'user:7', actor: 'u-7', action: 'profile_changed' },
        ...{ address: '192.0.2.1', device: 'Firefox on Windows' },
      },
    ]);
  });

  it.each([{}, { name: 'Ada' }, { name: 'Ada', locale: null }])(
    'writes nothing if nothing changes: %j',
    async (change) => {
      expect(await profiles.change(USER, change, CLIENT)).toEqual(ACCOUNT);
      expect([stored, entries]).toEqual([ACCOUNT, []]);
    },
  );

  it('limits changes, which it counts separately from those of credentials', async () => {
    await profiles.change(USER, { name: 'Grace' }, CLIENT);
    expect(spent).toEqual([[USER, 'profile']]);
    isLimited = true;
    await expect(profiles.change(USER, { name: 'x' }, CLIENT)).rejects.toThrow('too many');
    expect([stored!.name, entries.length]).toEqual(['Grace', 1]);
  });

  it('refuses a user who is gone', async () => {
    stored = undefined;
    const refused = { code: 'user_not_found', status: 404 };
    await expect(profiles.find(7)).rejects.toMatchObject(refused);
    await expect(profiles.change(USER, { name: 'x' }, CLIENT)).rejects.toMatchObject(refused);
  });
});
