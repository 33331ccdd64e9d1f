import type { Account, AccountsDal, Profile } from '../ports/accounts.dal.js';
import { ProfileService } from './profile.service.js';

const ACCOUNT: Account = {
  ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com', emailVerifiedAt: null, hasPassword: true },
  ...{ name: 'Ada', locale: null, timeZone: null, createdAt: new Date(0) },
  ...{ disabledAt: null, role: 'user' },
};

describe('ProfileService', () => {
  let stored: Account | undefined;
  let profiles: ProfileService;
  beforeEach(() => {
    stored = ACCOUNT;
    const dal: Partial<AccountsDal> = {
      find: async (id) => (stored?.id === id ? stored : undefined),
      changeProfile: async (id, change: Partial<Profile>) =>
        stored?.id === id ? (stored = { ...stored, ...change }) : undefined,
    };
    profiles = new ProfileService(dal as AccountsDal);
  });

  it('finds an account, and changes what is given', async () => {
    expect(await profiles.find(7)).toEqual(ACCOUNT);
    const changed = { ...ACCOUNT, name: null, locale: 'de-AT' };
    expect(await profiles.change(7, { name: null, locale: 'de-AT' })).toEqual(changed);
    expect(await profiles.find(7)).toEqual(changed);
  });

  it('refuses a user who is gone', async () => {
    stored = undefined;
    const refused = { code: 'user_not_found', status: 404 };
    await expect(profiles.find(7)).rejects.toMatchObject(refused);
    await expect(profiles.change(7, { name: 'x' })).rejects.toMatchObject(refused);
  });
});
