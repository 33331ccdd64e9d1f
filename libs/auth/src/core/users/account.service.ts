import { Injectable, Logger } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { reasonOf, ServiceError } from '#glue/errors';
import { AccountAudit } from '../ports/account-audit.js';
import { ownEntry } from '../audit-entries.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';

@Injectable()
export class AccountService {
  private readonly logger = new Logger(AccountService.name);

  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Deletes the caller's account: the user, the hash and all sessions. Other contexts read the
   * event `user.deleted`.
   *
   * @throws ServiceError `invalid_credentials` unless they are the caller's; `session_ended` if
   * another request was faster; `too_many_requests`; `too_busy`
   */
  async delete(uniqueId: string, credentials: Credentials, client: Client): Promise<void> {
    const user = await this.credentials.check(credentials, client, uniqueId);
    const { id } = user;
    // Sessions end after the user is deleted: on failure the user keeps a session to retry with.
    await this.transactions.transaction('the deletion of an account', async () => {
      if (!(await this.users.delete(id))) throw new ServiceError(authKernelErrors.session_ended);
      await this.audit.add(ownEntry('account_deleted', user, client));
    });
    logSecurityEvent('account_deleted', uniqueId);
    // The account is deleted in any case: what fails now is done when its event is handled.
    await this.sessions
      .endAllOf(id)
      .catch((error: unknown) =>
        this.logger.warn(`sessions of a deleted user have not ended yet: ${reasonOf(error)}`),
      );
  }
}
