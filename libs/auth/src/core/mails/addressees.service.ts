import { Injectable } from '@nestjs/common';
import type { Addressee } from '#auth-kernel';
import { type Account, AccountsDal } from '../ports/accounts.dal.js';
import { PublicLinks } from './public-links.js';

/** How mails of other contexts address users. */
@Injectable()
export class AddresseesService {
  constructor(
    private readonly accounts: AccountsDal,
    private readonly pages: PublicLinks,
  ) {}

  /** Those of the users that exist, in no particular order. */
  async find(ids: readonly number[]): Promise<Addressee[]> {
    const accounts = await this.accounts.findByIds(ids);
    const page = this.pages.home && this.pages.link('/');
    return accounts.map(({ id, uniqueId, locale, timeZone, ...account }) => ({
      ...{ id, uniqueId },
      ...(isReachable(account) && { email: account.email }),
      ...(locale !== null && { locale }),
      ...(timeZone !== null && { timeZone }),
      ...(page !== undefined && { page }),
    }));
  }
}

/** Mails of other contexts have texts of users: they are not sent to an address that may be of another person. */
function isReachable({
  emailVerifiedAt,
  disabledAt,
}: Pick<Account, 'emailVerifiedAt' | 'disabledAt'>): boolean {
  return emailVerifiedAt !== null && disabledAt === null;
}
