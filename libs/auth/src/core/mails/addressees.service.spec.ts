import type { Account, AccountsDal } from '../ports/accounts.dal.js';
import { AddresseesService } from './addressees.service.js';
import { PublicLinks } from './public-links.js';

const AT = new Date(0);
const ADA: Account = {
  ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com', emailVerifiedAt: AT, hasPassword: true },
  ...{ name: 'Ada', locale: 'de-AT', timeZone: 'Europe/Vienna', createdAt: AT },
  ...{ disabledAt: null, role: 'user' },
};

async function addresseeOf(account: Account, origin?: string) {
  const accounts: Partial<AccountsDal> = { findByIds: async () => [account] };
  const service = new AddresseesService(accounts as AccountsDal, new PublicLinks(() => origin));
  return (await service.find([7]))[0];
}

describe('a user whom other contexts send mails to', () => {
  it('has an address, a language, a time zone and a page', async () => {
    expect(await addresseeOf(ADA, 'https://todo.example.com')).toEqual({
      ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com' },
      ...{ locale: 'de-AT', timeZone: 'Europe/Vienna', page: 'https://todo.example.com/' },
    });
  });

  it('has what is known', async () => {
    expect(await addresseeOf({ ...ADA, locale: null, timeZone: null })).toEqual({
      ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com' },
    });
  });

  it.each([
    ['is not confirmed', { emailVerifiedAt: null }],
    ['is of a disabled user', { disabledAt: AT }],
  ])('has no address that %s', async (_what, change) => {
    expect(await addresseeOf({ ...ADA, ...change })).not.toHaveProperty('email');
  });
});
