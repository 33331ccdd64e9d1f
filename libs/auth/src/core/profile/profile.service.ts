import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type Account, AccountsDal, type Profile } from '../ports/accounts.dal.js';

/** What people say of themselves. */
@Injectable()
export class ProfileService {
  constructor(private readonly accounts: AccountsDal) {}

  /** @throws ServiceError `user_not_found` */
  async find(userId: number): Promise<Account> {
    return found(await this.accounts.find(userId));
  }

  /**
   * Changes what is given.
   *
   * @throws ServiceError `user_not_found`
   */
  async change(userId: number, change: Partial<Profile>): Promise<Account> {
    return found(await this.accounts.changeProfile(userId, change));
  }
}

function found(account: Account | undefined): Account {
  if (!account) throw new ServiceError(authKernelErrors.user_not_found);
  return account;
}
