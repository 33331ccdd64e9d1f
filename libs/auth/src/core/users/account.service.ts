import { Injectable, Logger } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { reasonOf, ServiceError } from '#glue/errors';
import { AccountAudit } from '../ports/account-audit.js';
import { type Audited, ownEntry } from '../audit-entries.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { ProofsService } from '../sessions/proofs.service.js';
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
    private readonly proofs: ProofsService,
  ) {}

  /**
   * Deletes the caller's account: the user, the hash and all sessions. Other contexts read the
   * event `user.deleted`.
   *
   * @throws ServiceError `invalid_credentials` unless they are the caller's; `recent_proof_required` if
   * these are not enough, as the account has a second factor; `session_ended` if another request was
   * faster; `too_many_requests`; `too_busy`
   */
  async delete(caller: Caller, credentials: Credentials, client: Client): Promise<void> {
    const user = await this.credentials.check(credentials, client, caller.uniqueId);
    if (user.hasSecondFactor) await this.proofs.assertRecent(caller);
    await this.deleteNow(user, client);
  }

  /**
   * The same for a caller with a recent proof, which the route has checked.
   *
   * @throws ServiceError `session_ended` if another request was faster
   */
  async deleteProven({ userId: id, uniqueId }: Caller, client: Client): Promise<void> {
    await this.deleteNow({ id, uniqueId }, client);
  }

  private async deleteNow(user: Audited, client: Client): Promise<void> {
    const { id, uniqueId } = user;
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
