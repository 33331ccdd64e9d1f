import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type Audited, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { AccountAudit } from '../ports/account-audit.js';
import { type Account, AccountsDal, type Profile } from '../ports/accounts.dal.js';
import { Transactions } from '../ports/transactions.js';

/** What people say of themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly accounts: AccountsDal,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly limiter: MailLimiter,
  ) {}

  /** @throws ServiceError `user_not_found` */
  async find(userId: number): Promise<Account> {
    return found(await this.accounts.find(userId));
  }

  /**
   * Changes what is given. The audit tells that something has changed, not what: it has no personal data.
   *
   * @throws ServiceError `user_not_found`, `too_many_requests`
   */
  async change(user: Audited, change: Partial<Profile>, client: Client): Promise<Account> {
    await this.limiter.spendOn(user, 'profile');
    return this.transactions.transaction('a profile', async () => {
      const before = found(await this.accounts.lock(user.id));
      if (!isChange(before, change)) return before;
      const account = found(await this.accounts.changeProfile(user.id, change));
      await this.audit.add(ownEntry('profile_changed', account, client));
      return account;
    });
  }
}

function isChange(before: Profile, change: Partial<Profile>): boolean {
  const given = Object.entries(change) as [keyof Profile, string | null][];
  return given.some(([field, value]) => before[field] !== value);
}

function found(account: Account | undefined): Account {
  if (!account) throw new ServiceError(authKernelErrors.user_not_found);
  return account;
}
